#pragma once
#include <geodesic.h>
#include <math.h>
#include <proj.h>

// Swift has no sine without Foundation or the platform's own module.
static inline double geodesic_sine(double radians) { return sin(radians); }
static inline double geodesic_cosine(double radians) { return cos(radians); }
