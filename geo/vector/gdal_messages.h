#pragma once
// What GDAL has to say while it works, caught so that nothing of it reaches the terminal raw.
#include <memory>
#include <string>
#include <vector>

namespace geo {

/// Catches GDAL's messages of this thread as long as it lives.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    bool failed() const; // an error, not only warnings
    /// The first error (else warning) in one line, without GDAL's own prefixes and file paths;
    /// empty when there was none.
    std::string first() const;
    std::size_t count() const;
    void forget();

private:
    struct Caught;
    std::unique_ptr<Caught> caught_;
};

/// Registers GDAL's drivers once, with the network switched off.
void startGdal();

} // namespace geo
