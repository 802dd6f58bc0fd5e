using System.CommandLine;
using Ml.Gan.Cli.Experiments;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan experiment</c>.</summary>
internal static class ExperimentCommand
{
    private const string DefaultData = "builtin:glyphs";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The experiment, see below." };
        var output = new Option<string>("--out") { Description = "Folder for what is written.", HelpName = "DIR", Required = true };
        var seeds = CreateSeeds();
        var quick = new Option<bool>("--quick") { Description = "A budget of seconds that runs everything and shows nothing." };
        var rows = new Option<string>("--rows")
        {
            Description = "Some rows of the experiment's table only, as gan,gan-r1. Default: all.",
            HelpName = "NAMES",
        };
        var data = new Option<string>("--data")
        {
            Description = $"Images for {string.Join(" and ", ExperimentList.All.Where(e => e.TakesData).Select(e => e.Name))}, as in train. " +
                $"Default {DefaultData}.",
            HelpName = "PATH",
        };
        var threads = new NumberOption<int>("--threads", "Processor threads of the trainings. Default: what libtorch chooses.", 1, 1024);

        var command = new NotedCommand("experiment", "Repeats a well-known experiment and writes a report of it.", Notes())
        {
            name, output, seeds, rows, quick, data, threads,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(name) is not { } text)
                return;
            if (ExperimentList.Find(text) is not { } experiment)
                line.AddError($"There is no experiment '{text}'; there are {string.Join(", ", ExperimentList.All.Select(e => e.Name))}.");
            else if (line.GetResult(data) is not null && !experiment.TakesData)
                line.AddError($"{experiment.Name} makes its own data; leave --data out.");
            else if (line.GetValue(rows) is { } list && Unknown(experiment, list) is { } problem)
                line.AddError(problem);
        });
        command.SetAction(line =>
        {
            var experiment = ExperimentList.Find(line.GetRequiredValue(name))!;
            var settings = new ExperimentSettings
            {
                Experiment = experiment,
                Out = line.GetRequiredValue(output),
                Seeds = line.GetValue(seeds) ?? experiment.DefaultSeeds,
                Rows = line.GetValue(rows)?.Split(','),
                Setup = new ExperimentSetup(line.GetValue(quick), line.GetValue(data) ?? DefaultData, terminal.Error.WriteLine),
                Threads = line.GetValue(threads),
            };
            return new ExperimentRun(settings, terminal).Run();
        });
        return command;
    }

    private static Option<IReadOnlyList<int>?> CreateSeeds() => new("--seeds")
    {
        Description = "Seeds, one training of each kind for each: 1..10 or 1,3,5. Default: see below.",
        HelpName = "SEEDS",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (SeedList.Parse(text) is { } list)
                return list;
            result.AddError($"--seeds takes numbers and ranges without repeats, at most {SeedList.MaxCount}, as in 1..10 or 1,3,5; not '{text}'.");
            return null;
        },
    };

    private static string? Unknown(Experiment experiment, string list)
    {
        string[] known = [.. experiment.CreateVariants(new ExperimentSetup(Quick: true, DefaultData)).Select(variant => variant.Name)];
        return list.Split(',').FirstOrDefault(row => !known.Contains(row)) is { } unknown
            ? $"{experiment.Name} has no row '{unknown}'; it has {string.Join(", ", known)}."
            : null;
    }

    private static string Notes()
    {
        int width = ExperimentList.All.Max(experiment => experiment.Name.Length) + 2;
        var rows = ExperimentList.All.Select(experiment =>
            $"  {experiment.Name.PadRight(width)}{experiment.Description} Seeds {experiment.DefaultSeeds[0]}..{experiment.DefaultSeeds[^1]}.");
        return $"""
            Experiments:
            {string.Join('\n', rows)}

            DIR receives report.html, one file that needs no network, and summary.json. Ctrl-C ends the training in progress,
            writes the report of those that were completed and exits with 0; a second Ctrl-C stops at once.

            """;
    }
}
