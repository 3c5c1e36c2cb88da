#pragma once
// Offline is a promise: no file may make us open a socket.

namespace geo {

/// Takes from GDAL the drivers and file systems that go to the network, so that a file which names
/// an address (a VRT, a map service description) fails to open instead of calling out. Call once,
/// after GDAL's drivers are registered; further calls do nothing.
void closeGdalToTheNetwork();

} // namespace geo
