using System.Globalization;
using Ml.Gan.Onnx;

namespace WebSampler;

/// <summary>What the query of <c>/images</c> asks for, and what is wrong with it by parameter.</summary>
internal sealed class ImageQuery
{
    /// <summary>Most images of one picture.</summary>
    public const int MaxCount = 64;

    private static readonly string[] s_names = ["seed", "count", "label", "truncation"];

    public ImageQuery(IQueryCollection query, GeneratorInfo generator)
    {
        foreach (string name in query.Keys.Except(s_names))
            Errors[name] = [$"There is no parameter '{name}'; there are {string.Join(", ", s_names)}."];
        Read(query, "seed", "a whole number of 32 bits", value => Seed = int.Parse(value, Numbers));
        Read(query, "count", $"a whole number from 1 to {MaxCount}", value => Count = CountOf(value));
        Read(query, "label", Labels(generator), value => Conditions = ConditionsOf(value, generator));
        Read(query, "truncation", Truncations(generator), value => Truncation = TruncationOf(value, generator));
    }

    /// <summary>What is wrong, by parameter; empty where nothing is.</summary>
    public Dictionary<string, string[]> Errors { get; } = [];

    public int Seed { get; private set; } = 1;

    public int Count { get; private set; } = 1;

    public GeneratorConditions? Conditions { get; private set; }

    public float? Truncation { get; private set; }

    private static CultureInfo Numbers => CultureInfo.InvariantCulture;

    private void Read(IQueryCollection query, string name, string expected, Action<string> read)
    {
        if (!query.TryGetValue(name, out var values))
            return;
        try
        {
            read(values.Single() ?? "");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException)
        {
            Errors[name] = [$"'{values}' is no {name}: expected {expected}."];
        }
    }

    private static int CountOf(string value) =>
        int.Parse(value, Numbers) is >= 1 and <= MaxCount and var count ? count : throw new FormatException();

    private static GeneratorConditions ConditionsOf(string value, GeneratorInfo generator) =>
        generator.Conditions.ClassNames.Contains(value)
            ? new GeneratorConditions { Classes = [value] }
            : throw new FormatException();

    private static float TruncationOf(string value, GeneratorInfo generator)
    {
        float truncation = float.Parse(value, Numbers);
        bool isAllowed = ServedGenerator.TruncationOf(generator) switch
        {
            TruncationKind.Styles => Math.Abs(truncation) <= 1,
            TruncationKind.Latents => truncation >= LatentNoise.MinTruncation,
            _ => false,
        };
        return isAllowed ? truncation : throw new FormatException();
    }

    private static string Labels(GeneratorInfo generator) => generator.Conditions.ClassCount == 0
        ? "none, as the generator has no classes"
        : $"one of {string.Join(", ", generator.Conditions.ClassNames)}";

    private static string Truncations(GeneratorInfo generator) => ServedGenerator.TruncationOf(generator) switch
    {
        TruncationKind.Styles => "a number from -1 to 1",
        TruncationKind.Latents => string.Create(Numbers, $"a number of {LatentNoise.MinTruncation} or more"),
        _ => "none, as the generator makes its noise itself",
    };
}
