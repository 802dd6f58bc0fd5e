using System.CommandLine;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Models;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>What the networks minimise.</summary>
internal sealed class ObjectiveOptions : OptionGroup
{
    private const string ExportDiscriminator = nameof(LatentGan.ExportDiscriminator);

    private readonly CatalogOption<Objective> _objective;
    private readonly CatalogOption<Penalty> _penalty;
    private readonly NumberOption<double> _labelSmoothing;
    private readonly NumberOption<int> _discriminatorSteps;
    private readonly Option<bool> _export;

    public ObjectiveOptions(Action<string>? notice)
        : base("Objective")
    {
        _objective = Add(
            new CatalogOption<Objective>(
                "--objective",
                $"What the networks minimise; see 'mlgan list'. Default {new LatentGanOptions().Objective.Name}.",
                Catalog.Objectives,
                notice),
            nameof(LatentGanOptions.Objective));
        _penalty = Add(
            new CatalogOption<Penalty>(
                "--penalty", "Term added to the discriminator's loss, as r1:10; see 'mlgan list'.", Catalog.Penalties),
            nameof(LatentGanOptions.Penalty));
        _labelSmoothing = Add(
            new NumberOption<double>(
                "--label-smoothing", "Label of real images, as 0.9, for objectives with labels. Default 1.", 1e-12, 1),
            nameof(CrossEntropyObjective.RealLabel));
        _discriminatorSteps = Add(
            new NumberOption<int>(
                "--disc-steps", "Discriminator steps per generator step. Default: what the objective recommends.", 1, 1000),
            nameof(LatentGanOptions.DiscriminatorSteps));
        _export = Add(
            new Option<bool>("--export-discriminator")
            {
                Description = "Write discriminator.onnx too, which says how real an image is; one that classifies is always written.",
            },
            ExportDiscriminator);
    }

    /// <summary>Whether the discriminator is written.</summary>
    /// <exception cref="GanOptionException">The objective has none that could be.</exception>
    public bool ExportsDiscriminator(LatentGanOptions options, ParseResult line)
    {
        if (line.GetValue(_export) && !options.Objective.ScoresSamples)
            throw new GanOptionException(ExportDiscriminator,
                $"The objective {options.Objective.Name} has no discriminator that says how real an image is. Leave this out, or choose another objective.");
        return line.GetValue(_export) || options.Objective is IClassifyingObjective;
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.Objective = line.GetValue(_objective) ?? options.Objective;
        if (line.GetValue(_labelSmoothing) is { } label)
            options.Objective = Smoothed(options.Objective, label);
        options.Penalty = line.GetValue(_penalty);
        options.DiscriminatorSteps = line.GetValue(_discriminatorSteps);
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps)
    {
        int? discriminatorSteps = options.Objective.UsesDiscriminator
            ? options.DiscriminatorSteps ?? options.Objective.RecommendedDiscriminatorSteps
            : null;
        return
        [
            (_objective, options.Objective.Name),
            (_penalty, options.Penalty?.Name),
            (_labelSmoothing, (options.Objective as CrossEntropyObjective)?.RealLabel),
            (_discriminatorSteps, discriminatorSteps),
            (_export, ExportsDiscriminator(options, line)),
        ];
    }

    private static CrossEntropyObjective Smoothed(Objective objective, double label) => objective is CrossEntropyObjective labelled
        ? labelled with { RealLabel = label }
        : throw new GanOptionException(
            nameof(labelled.RealLabel),
            $"Label smoothing softens the label of real images, but the objective {objective.Name} has no labels. Take {Labelled()}.");

    private static string Labelled() => string.Join(" or ", Catalog.Objectives.Entries
        .Where(entry => Catalog.Objectives.Parse(entry.Name) is CrossEntropyObjective).Select(entry => entry.Name));
}
