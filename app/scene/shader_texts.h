#pragma once
// The GLSL of shaders/, as text in the program.

namespace app::scene {

extern const char* const terrainVertexShader;
extern const char* const terrainFragmentShader;

} // namespace app::scene
