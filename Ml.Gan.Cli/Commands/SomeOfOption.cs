using System.CommandLine;

namespace Ml.Gan.Cli.Commands;

/// <summary>An option that takes one or several of a few names, with commas between them.</summary>
internal sealed class SomeOfOption : Option<string?>
{
    public SomeOfOption(string name, string description, string[] choices)
        : base(name)
    {
        Description = description;
        HelpName = string.Join(',', choices);
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string[] names = text.Split(',');
            if (names.All(choices.Contains) && names.Distinct().Count() == names.Length)
                return text;
            result.AddError($"{name} takes some of {string.Join(", ", choices)} with commas between them, not '{text}'.");
            return null;
        };
    }
}
