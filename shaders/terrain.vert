#version 120
// Ground: passes the normal in the world and the distance from the eye.
varying vec3 normal;
varying float distance_m;

void main()
{
    vec4 eye = gl_ModelViewMatrix * gl_Vertex;
    distance_m = length(eye.xyz);
    normal = gl_Normal; // the ground is never turned: world and object axes agree
    gl_TexCoord[0] = gl_MultiTexCoord0;
    gl_Position = gl_ProjectionMatrix * eye;
}
