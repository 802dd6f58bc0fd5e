using System.CommandLine;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option whose text the library reads; null where it is not given.</summary>
internal sealed class ParsedOption<T> : Option<T?>
    where T : class
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="parse">Reads the text, or refuses it by a <see cref="GanOptionException"/>.</param>
    public ParsedOption(string name, string description, Func<string, T> parse)
        : base(name)
    {
        Description = description;
        HelpName = "NAME";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            try
            {
                return parse(result.Tokens[0].Value);
            }
            catch (GanOptionException e)
            {
                result.AddError($"{name}: {e.Message}");
                return null;
            }
        };
    }
}
