using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Training;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>Evaluation of the generator while it is trained.</summary>
internal sealed class TrainingEvaluationOptions : OptionGroup
{
    private readonly NumberOption<long> _every;
    private readonly ChoiceOption _metric;
    private readonly NumberOption<int> _patience;

    public TrainingEvaluationOptions()
        : base("Evaluation")
    {
        _every = Add(new NumberOption<long>(
            "--evaluate-every", "Steps between two evaluations; the best generator is kept. Default: no evaluation.", 1, long.MaxValue));
        _metric = Add(new ChoiceOption(
            "--evaluate-metric",
            "Metric that tells the best generator; see 'mlgan evaluate --help'.",
            EvaluateCommand.RankingMetrics,
            "mmd"));
        _patience = Add(new NumberOption<int>(
            "--patience", "Evaluations without a better one before the training stops. Default: it goes on to its end.", 1, int.MaxValue));
    }

    /// <summary>Evaluation in training; null where the generator is not evaluated.</summary>
    public TrainingEvaluation? Evaluation(ParseResult line) => line.GetValue(_every) is not { } interval ? null
        : new TrainingEvaluation
        {
            Interval = interval,
            Metric = Catalog.Metrics.Parse(line.GetRequiredValue(_metric)!),
            Patience = line.GetValue(_patience),
        };

    public override void Check(CommandResult line)
    {
        if (line.GetResult(_patience) is not null && line.GetResult(_every) is null)
            line.AddError("--patience counts evaluations; say how often with --evaluate-every.");
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps)
    {
        var every = line.GetValue(_every);
        return [(_every, every), (_metric, every is null ? null : line.GetRequiredValue(_metric)), (_patience, line.GetValue(_patience))];
    }
}
