using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>What samples can be asked for by.</summary>
internal sealed class ConditionOptions : OptionGroup
{
    private readonly CatalogOption<Condition> _condition;
    private readonly Option<string?> _vectors;
    private readonly Option<LatentCodes?> _codes;
    private readonly NumberOption<double> _codesWeight;
    private readonly NumberOption<double> _continuousWeight;

    public ConditionOptions()
        : base("Conditions")
    {
        _condition = Add(
            new CatalogOption<Condition>("--condition", "What images are asked for by, as label; see 'mlgan list'.", Catalog.Conditions),
            nameof(LatentGanOptions.Condition));
        _vectors = Add(new Option<string?>("--conditions")
        {
            Description = "Vectors for --condition vector: one line of numbers for each image, in the order of the data. "
                + $"{SampleSource.ConditionedKinds} has its own.",
            HelpName = "FILE.csv",
        });
        _codes = Add(
            new Option<LatentCodes?>("--codes")
            {
                Description = "Codes that come to mean something without labels (InfoGAN): numbers of categories, and cN for N continuous ones. Best with --hidden-units.",
                HelpName = "10,c2",
                CustomParser = Parse,
            },
            nameof(LatentGanOptions.Codes));
        _codesWeight = Add(new NumberOption<double>("--codes-weight", "Weight of the information in the categories of --codes. Default 1.", 1e-6, 1e6));
        _continuousWeight = Add(new NumberOption<double>(
            "--continuous-weight", "Weight of the information in the continuous --codes. Default 1.", 1e-6, 1e6));
    }

    public string? Vectors(ParseResult line) => line.GetValue(_vectors);

    public override void Check(CommandResult line)
    {
        bool takesVectors = line.GetResult(_condition) is not null && _condition.Find(line) is null or VectorCondition;
        if (line.GetResult(_vectors) is not null && !takesVectors)
            line.AddError("--conditions gives the vectors for --condition vector; give that too.");
        foreach (var weight in new[] { _codesWeight, _continuousWeight })
        {
            if (line.GetResult(weight) is not null && line.GetResult(_codes) is null)
                line.AddError($"{weight.Name} is an option of --codes; give that too.");
        }
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.Condition = line.GetValue(_condition);
        options.Codes = line.GetValue(_codes);
        if (options.Codes is { } codes)
            options.Codes = codes with
            {
                Weight = line.GetValue(_codesWeight) ?? codes.Weight,
                ContinuousWeight = line.GetValue(_continuousWeight) ?? codes.ContinuousWeight,
            };
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps) =>
    [
        (_condition, options.Condition is { } condition ? condition.Projection ? $"{condition.Name}:projection" : condition.Name : null),
        (_vectors, Vectors(line)),
        (_codes, options.Codes?.Name),
        (_codesWeight, options.Codes?.Weight),
        (_continuousWeight, options.Codes?.ContinuousWeight),
    ];

    private static LatentCodes? Parse(ArgumentResult result)
    {
        try
        {
            return LatentCodes.Parse(result.Tokens[0].Value);
        }
        catch (GanOptionException e)
        {
            result.AddError($"--codes: {e.Message}");
            return null;
        }
    }
}
