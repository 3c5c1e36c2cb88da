#include "app/jobs/require_network.h"

#include "geo/error.h"

#include <fmt/format.h>

namespace app {

void requireSites(const geo::Workspace& workspace)
{
    if (workspace.count("sites") == 0) {
        throw geo::Error{
            "the workspace has no sites",
            fmt::format("Import them (sila import {} sites FILE), or practise with sila synth",
                        workspace.file().filename().string()),
            {workspace.file().filename().string(), "sites"}};
    }
}

void requireNetwork(const geo::Workspace& workspace)
{
    requireSites(workspace);
    if (workspace.read("nodes", "kind = 'core'").rows.empty()) {
        const auto nodes = workspace.count("nodes");
        throw geo::Error{
            nodes == 0
                ? std::string{"the workspace has no core node, so no site is connected to anything"}
                : fmt::format("there is no core node among its {}, so no site is connected to "
                              "anything",
                              nodes),
            fmt::format("Import the nodes with at least one of kind 'core' (sila import {} nodes "
                        "FILE)",
                        workspace.file().filename().string()),
            {workspace.file().filename().string(), "nodes", {}, "kind"}};
    }
}

} // namespace app
