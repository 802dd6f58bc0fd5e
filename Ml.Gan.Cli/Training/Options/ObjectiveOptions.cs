using System.CommandLine;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>What the networks minimise.</summary>
internal sealed class ObjectiveOptions : OptionGroup
{
    private readonly ChoiceOption _objective;
    private readonly NumberOption<int> _discriminatorSteps;

    public ObjectiveOptions()
        : base("Objective")
    {
        _objective = Add(new ChoiceOption("--objective", "What the networks minimise.", [.. Choices.Objectives.Keys], "non-saturating"));
        _discriminatorSteps = Add(
            new NumberOption<int>(
                "--disc-steps", "Discriminator steps per generator step. Default: what the objective recommends.", 1, 1000),
            nameof(TrainingOptions.DiscriminatorSteps));
    }

    public override void ReadInto(TrainingOptions options, ParseResult line)
    {
        options.Objective = Choices.Objectives[line.GetRequiredValue(_objective)!];
        options.DiscriminatorSteps = line.GetValue(_discriminatorSteps);
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(TrainingOptions options, ParseResult line, long steps)
    {
        int? discriminatorSteps = options.Objective.UsesDiscriminator
            ? options.DiscriminatorSteps ?? options.Objective.RecommendedDiscriminatorSteps
            : null;
        return [(_objective, options.Objective.Name), (_discriminatorSteps, discriminatorSteps)];
    }
}
