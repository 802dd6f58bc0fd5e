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
        bool isNumber = T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= _minimum && value <= _maximum)
            return value;
        result.AddError($"{Name} takes a {(HelpName == "N" ? "whole number" : "number")}{Range()}, not '{text}'.");
        return null;
    }

    private string Range()
    {
        var beyondCare = T.CreateSaturating(int.MaxValue);
        return _maximum < beyondCare ? $" from {_minimum} to {_maximum}"
            : _minimum > -beyondCare ? $" of at least {_minimum}"
            : "";
    }
}
