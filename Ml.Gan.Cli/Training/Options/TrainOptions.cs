using System.CommandLine;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>All options of <c>mlgan train</c>, in the order of its help.</summary>
internal sealed class TrainOptions
{
    private readonly DataOptions _data = new();
    private readonly RunOptions _run = new();
    private readonly ObjectiveOptions _objective;
    private readonly ConditionOptions _conditions = new();
    private readonly TrainingEvaluationOptions _evaluation = new();

    /// <param name="notice">Is told of names that parts had formerly. Default null: nobody is.</param>
    public TrainOptions(Action<string>? notice = null)
    {
        _objective = new ObjectiveOptions(notice);
        Groups =
        [
            _data,
            _run,
            new NetworkOptions(notice),
            _conditions,
            _objective,
            new RegularisationOptions(),
            new AugmentationOptions(),
            new OptimiserOptions(),
            _evaluation,
        ];
    }

    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>What a command line of <c>mlgan train</c> asks for.</summary>
    /// <exception cref="GanOptionException">Options don't fit together, or don't fit the data.</exception>
    public static TrainSettings Parse(params IReadOnlyList<string> args)
    {
        var options = new TrainOptions();
        var command = new Command("train");
        options.AddTo(command);
        return options.Read(command.Parse(args));
    }

    /// <summary>Has a command take these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var group in Groups)
        {
            foreach (var option in group.Options)
                command.Add(option);
            command.Validators.Add(group.Check);
        }
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="GanOptionException">Options don't fit together, or don't fit the data.</exception>
    public TrainSettings Read(ParseResult line)
    {
        var options = new LatentGanOptions();
        foreach (var group in Groups)
            group.ReadInto(options, line);
        var shape = _data.Shape(line);
        options.Check(shape);
        return new TrainSettings
        {
            Options = options,
            Data = _data.Path(line),
            Vectors = _conditions.Vectors(line),
            Shape = shape,
            HoldOut = _data.HoldOut(line),
            ExportsDiscriminator = _objective.ExportsDiscriminator(options, line),
            Out = _run.Out(line),
            Threads = _run.Threads(line),
            Seed = _run.Seed(line),
            SampleEvery = _run.SampleEvery(line),
            Evaluation = _evaluation.Evaluation(line),
            Effective = steps => [.. Groups.SelectMany(group => group.Effective(options, line, steps))],
        };
    }

    /// <summary>The option that gives a field of the library's options; null where the command line has none.</summary>
    public Option? For(string field) => Groups.Select(group => group.For(field)).FirstOrDefault(option => option is not null);
}
