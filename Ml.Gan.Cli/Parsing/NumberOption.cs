using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option that takes a number from a range; null where it is not given and has no default.</summary>
internal sealed class NumberOption<T> : Option<T?>
    where T : struct, INumber<T>
{
    private readonly T _minimum;
    private readonly T _maximum;

    public NumberOption(string name, string description, T minimum, T maximum, T? preset = null)
        : base(name)
    {
        (_minimum, _maximum) = (minimum, maximum);
        Description = description;
        HelpName = T.IsInteger(T.One / (T.One + T.One)) ? "N" : "X";
        CustomParser = Parse;
        if (preset is not null)
            DefaultValueFactory = _ => preset;
    }

    private T? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (IsNumber(text, out T value) && value >= _minimum && value <= _maximum)
            return value;
        result.AddError(
            $"{Name} takes a {(HelpName == "N" ? "whole number" : "number")}{Range(text)}, not '{text}'{Hint(text)}.");
        return null;
    }

    private string Range(string text)
    {
        bool isTooLarge = IsNumber(text, out double number) && Math.Abs(number) > int.MaxValue;
        var beyondCare = T.CreateSaturating(int.MaxValue);
        return _maximum < beyondCare || (isTooLarge && _minimum < T.Zero)
                ? string.Create(CultureInfo.InvariantCulture, $" from {_minimum} to {_maximum}")
            : _minimum > -beyondCare ? string.Create(CultureInfo.InvariantCulture, $" of at least {_minimum}")
            : "";
    }

    private static string Hint(string text) =>
        text.Count(letter => letter == ',') == 1 && text.Replace(',', '.') is var point && IsNumber(point, out T _)
            ? $"; write {point}"
            : "";

    private static bool IsNumber<TNumber>(string text, out TNumber value)
        where TNumber : struct, INumber<TNumber> =>
        TNumber.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
