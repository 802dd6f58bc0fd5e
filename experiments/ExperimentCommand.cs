using System.CommandLine;
using Ml.Gan.Cli;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Experiments;

/// <summary>The program's command line: the name of an experiment and its options, or <c>list</c>.</summary>
internal static class ExperimentCommand
{
    private const string DefaultData = "builtin:glyphs";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The experiment, see below." };
        var output = new Option<string>("--out")
        {
            Description = "Folder for what is written.",
            HelpName = "DIR",
            Required = true,
        };
        var seeds = CreateSeeds();
        var rows = new Option<string>("--rows")
        {
            Description = "Some rows of the experiment's table only, as gan,gan-r1. Default: all.",
            HelpName = "NAMES",
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "A budget of seconds that runs everything and shows nothing.",
        };
        var takingData = ExperimentList.All.Where(experiment => experiment.TakesData);
        var data = new ParsedOption<string>(
            "--data",
            $"Images for {string.Join(", ", takingData.Select(experiment => experiment.Name))}, as in mlgan train. "
            + $"Default {DefaultData}.",
            DataText.Parse)
        {
            HelpName = "PATH",
        };
        var threads = new NumberOption<int>(
            "--threads", "Processor threads of the trainings. Default: what libtorch chooses.", 1, 1024);

        const string Description = "Repeats a well-known experiment and writes a report of it.";
        var root = new NotedCommand("experiments", Description, Notes())
        {
            HelpWithNotes.CreateOption(), CreateList(terminal), name, output, seeds, rows, quick, data, threads,
        };
        root.Validators.Add(line =>
        {
            if (line.GetValue(name) is not { } text)
                return;
            if (ExperimentList.Find(text) is not { } experiment)
                line.AddError(Spelling.NoSuch($"There is no experiment '{text}'", text, Names()));
            else if (line.GetResult(data) is not null && !experiment.TakesData)
                line.AddError($"{experiment.Name} makes its own data; leave --data out.");
            else if (line.GetValue(rows) is { } list && Unknown(experiment, list) is { } problem)
                line.AddError(problem);
        });
        root.SetAction(line =>
        {
            var experiment = ExperimentList.Find(line.GetRequiredValue(name))!;
            var settings = new ExperimentSettings
            {
                Experiment = experiment,
                Out = line.GetRequiredValue(output),
                Seeds = line.GetValue(seeds) ?? experiment.DefaultSeeds,
                Rows = line.GetValue(rows)?.Split(','),
                Setup = new ExperimentSetup(
                    line.GetValue(quick), line.GetValue(data) ?? DefaultData, terminal.Error.WriteLine),
                Threads = line.GetValue(threads),
            };
            return new ExperimentRun(settings, terminal).Run();
        });
        return root;
    }

    private static Command CreateList(Terminal terminal)
    {
        var list = new Command("list", "Shows the experiments and the rows of their tables.");
        list.SetAction(_ =>
        {
            foreach (var experiment in ExperimentList.All)
            {
                terminal.Output.WriteLine($"{experiment.Name}: {experiment.Description}");
                terminal.Output.WriteLine($"  seeds {SeedList.Text(experiment.DefaultSeeds)}");
                terminal.Output.WriteLine($"  rows {string.Join(", ", Rows(experiment))}");
            }
            return ExitCode.Success;
        });
        return list;
    }

    private static Option<IReadOnlyList<int>?> CreateSeeds() => new("--seeds")
    {
        Description = "Seeds, one training of each kind for each: 1..10 or 1,3,5. Default: see below.",
        HelpName = "SEEDS",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (SeedList.Parse(text) is { } list)
                return list;
            result.AddError(
                $"--seeds takes numbers and ranges without repeats, at most {SeedList.MaxCount}, as in 1..10 or " +
                $"1,3,5; not '{text}'.");
            return null;
        },
    };

    private static string? Unknown(Experiment experiment, string list)
    {
        string[] known = [.. Rows(experiment)];
        return list.Split(',').FirstOrDefault(row => !known.Contains(row)) is { } unknown
            ? Spelling.NoSuch($"{experiment.Name} has no row '{unknown}'", unknown, known)
            : null;
    }

    private static IEnumerable<string> Rows(Experiment experiment) =>
        experiment.CreateVariants(new ExperimentSetup(Quick: true, DefaultData)).Select(variant => variant.Name);

    private static string[] Names() => [.. ExperimentList.All.Select(experiment => experiment.Name)];

    private static string Notes()
    {
        int width = ExperimentList.All.Max(experiment => experiment.Name.Length) + 2;
        var rows = ExperimentList.All.Select(experiment => $"  {experiment.Name.PadRight(width)}" +
            $"{experiment.Description} Seeds {SeedList.Text(experiment.DefaultSeeds)}.");
        return $"""
            Experiments:
            {string.Join('\n', rows)}

            DIR receives report.md with its charts (SVG) and pictures (PNG), and summary.json. Ctrl-C,
            SIGTERM or SIGHUP (a closed terminal) end the training in progress, write the report of those that were
            completed and exit with 0; a second Ctrl-C stops at once. Where a training fails, the report names it and
            is of the others; it exits with 1 then.

            """;
    }
}
