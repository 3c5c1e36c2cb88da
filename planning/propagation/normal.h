#pragma once
// The normal distribution as the P-series Recommendations approximate it.

namespace planning::propagation {

/// x such that a standard normal variable exceeds it with `probability` (0 to 1). The rational
/// approximation of ITU-R P.1812 Att. 2 and P.452 Att. 3, not the exact inverse: absolute error
/// below 0.00054. Probabilities are held to 1e-6 … 1 - 1e-6, as the Recommendations do.
double inverseComplementaryNormal(double probability);

/// The same to full double precision, for a probability strictly between 0 and 1 (else NaN).
double exactInverseComplementaryNormal(double probability);

} // namespace planning::propagation
