using Ml.Gan.Data;
using Ml.Gan.Models;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> for what generated images are asked for by.</summary>
internal static class ConditionOptionGroup
{
    /// <param name="notice">Is told of names that parts had formerly; null for nobody.</param>
    public static IReadOnlyList<TrainOption> Create(Action<string>? notice) =>
    [
        Part("--condition", s => s.Options.Condition, "What images are asked for by, as label; see 'mlgan list'.",
            text => Catalog.Conditions.Parse(text, notice),
            condition => condition.Projection ? $"{condition.Name}:projection" : condition.Name),
        Text("--conditions", s => s.Vectors, "FILE.csv",
            "Vectors for --condition vector: one line of numbers for each image, with its file's name in a column, "
            + $"or in the order that 'mlgan data' shows. {SampleSource.ConditionedKinds} has its own.")
            with { DetailOf = ("--condition vector", s => s.Options.Condition is VectorCondition) },
        Part("--codes", s => s.Options.Codes,
            "Codes that come to mean something without labels (InfoGAN): numbers of categories, and cN for N "
            + "continuous ones. Best with --hidden-units.",
            LatentCodes.Parse, codes => codes.Name, "10,c2"),
        Number("--codes-weight", s => s.CodesWeight, 1e-6, 1e6,
            "Weight of the information in the categories of --codes.") with
        {
            DefaultValue = new LatentCodes().Weight,
            DetailOf = ("--codes", s => s.Options.Codes is not null),
        },
        Number("--continuous-weight", s => s.ContinuousWeight, 1e-6, 1e6,
            "Weight of the information in the continuous --codes.") with
        {
            DefaultValue = new LatentCodes().ContinuousWeight,
            DetailOf = ("--codes", s => s.Options.Codes is not null),
        },
    ];
}
