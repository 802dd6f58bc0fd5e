using System.CommandLine;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option that may stand alone, or have a value.</summary>
internal sealed class OptionalOption<T> : Option<T?>
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="alone">Value where it stands alone.</param>
    /// <param name="parse">Reads the text, or refuses it by a <see cref="GanOptionException"/>.</param>
    public OptionalOption(string name, string description, T alone, Func<string, T> parse)
        : base(name)
    {
        Description = description;
        Arity = ArgumentArity.ZeroOrOne;
        CustomParser = result =>
        {
            try
            {
                return result.Tokens is [var token] ? parse(token.Value) : alone;
            }
            catch (GanOptionException e)
            {
                result.AddError($"{name}: {e.Message}");
                return default;
            }
        };
    }
}
