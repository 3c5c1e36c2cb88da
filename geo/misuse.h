#pragma once
// What was asked for cannot be meant, whatever the data are.
#include "geo/error.h"

namespace geo {

/// A wrong word, or a number out of range, in the request itself.
class Misuse : public Error {
    using Error::Error;
};

} // namespace geo
