using System.Globalization;

namespace Ml.Gan.Cli.Sampling;

/// <summary>
/// Values of codes by their names, as <c>d1=3,c1=-2..2</c>: fixed ones, and at most one that goes from a value to
/// another.
/// </summary>
internal sealed record CodesText(IReadOnlyDictionary<string, float[]> Fixed, CodeTraversal? Traversal)
{
    private const string Option = "--codes";
    private const string Range = "..";

    public static CodesText None { get; } = new(new Dictionary<string, float[]>(), null);

    /// <exception cref="GanOptionException">The text can't be read.</exception>
    public static CodesText Parse(string text)
    {
        var codes = new Dictionary<string, float[]>();
        CodeTraversal? traversal = null;
        foreach (string part in text.Split(','))
        {
            if (part.Split('=') is not [var name, var value])
                throw Refusal.Of(Option, $"It takes values of codes, as d1=3,c1=-2..2, not '{text}'.");
            if (codes.ContainsKey(name) || traversal?.Code == name)
                throw Refusal.Of(Option, $"The code {name} is given twice.");
            if (!value.Contains(Range, StringComparison.Ordinal))
                codes.Add(name, [Number(name, value)]);
            else if (traversal is null && value.Split(Range) is [var from, var to])
                traversal = new CodeTraversal(name, Number(name, from), Number(name, to));
            else
                throw Refusal.Of(
                    Option, $"One code can go from a value to another in a picture, as c1=-2..2; got '{text}'.");
        }
        return new CodesText(codes, traversal);
    }

    private static float Number(string name, string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Refusal.Of(
                Option, $"The code {name} takes a number, as {name}=0.5, or a range, as {name}=-2..2, not '{text}'.");
}

/// <summary>A code that goes from one value to another along each row of a picture.</summary>
internal sealed record CodeTraversal(string Code, float From, float To);
