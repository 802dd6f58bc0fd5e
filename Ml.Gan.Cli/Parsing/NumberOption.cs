using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option that takes a number from a range; null where it is not given and has no default.</summary>
internal sealed partial class NumberOption<T> : Option<T?>
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

    private string Hint(string text)
    {
        string plain = HelpName == "N" && Grouped().IsMatch(text)
            ? text.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
            : text.Replace(',', '.');
        return plain != text && IsNumber(plain, out T _) ? $"; write {plain}" : "";
    }

    /// <summary>
    /// A whole number with separators of thousands, which are no part of a number here: 1,000 or 1.000.
    /// </summary>
    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$")]
    private static partial Regex Grouped();

    private static bool IsNumber<TNumber>(string text, out TNumber value)
        where TNumber : struct, INumber<TNumber>
    {
        bool isWhole = TNumber.IsInteger(TNumber.One / (TNumber.One + TNumber.One));
        var style = isWhole ? NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent : NumberStyles.Float;
        return TNumber.TryParse(text, style, CultureInfo.InvariantCulture, out value);
    }
}
