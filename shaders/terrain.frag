#version 120
// Ground: the drawn map, lit from the north-west, fading into the haze far away.
uniform sampler2D drape;
uniform vec3 light;      // towards the sun, unit length
uniform vec3 sky;        // colour of the haze
uniform float haze_m;    // distance at which two thirds are haze
uniform float shading;   // 0: flat, 1: full
varying vec3 normal;
varying float distance_m;

void main()
{
    vec3 colour = texture2D(drape, gl_TexCoord[0].st).rgb;
    float lit = dot(normalize(normal), light) / light.z; // flat ground keeps its own colour
    colour *= mix(1.0, clamp(lit, 0.35, 1.25), shading);
    float haze = 1.0 - exp(-distance_m * distance_m / (haze_m * haze_m));
    gl_FragColor = vec4(mix(colour, sky, clamp(haze, 0.0, 0.85)), 1.0);
}
