#include "app/cli/command.h"
#include "app/jobs/remove_job.h"

#include <chrono>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>

namespace app::cli {
namespace {

const Registration removing{
    {"remove", "Take rows out of a workspace, unless others refer to them",
     "sila remove gaza.gpkg sites S17 S18 --with-its-rows", 12},
    [](CLI::App& command) -> Run {
        auto request = std::make_shared<RemoveRequest>();
        command.add_option("WORKSPACE", request->workspace, "The workspace")->required();
        command
            .add_option("TABLE", request->table,
                        fmt::format("Of which table: {}", fmt::join(removableTables(), ", ")))
            ->required()
            ->check(CLI::IsMember(removableTables()));
        CLI::Option* ids = command.add_option("ID", request->ids, "Ids of the rows");
        CLI::Option* import =
            command
                .add_option("--import", request->import_id,
                            "Instead of ids: every row that came with this import (imp-0003)")
                ->excludes(ids);
        command.add_flag("--with-its-rows", request->with_its_rows,
                         "Also its cells, and what was observed of it and is to be done to it");
        command.add_flag("--dry-run", request->dry_run, "Say what would happen, write nothing");
        command.callback([ids, import] {
            if (ids->count() == 0 && import->count() == 0) {
                throw CLI::RequiredError{"ID or --import"};
            }
        });
        return [request](Context& context) {
            request->now =
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
            const RemoveReport report = removeRows(*request);
            context.result(asJson(report), asText(report));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
