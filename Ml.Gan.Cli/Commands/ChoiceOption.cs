using System.CommandLine;

namespace Ml.Gan.Cli.Commands;

/// <summary>An option that takes one of a few names.</summary>
internal sealed class ChoiceOption : Option<string?>
{
    public ChoiceOption(string name, string description, string[] choices, string? preset = null)
        : base(name)
    {
        Description = description;
        HelpName = string.Join('|', choices);
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (choices.Contains(text))
                return text;
            result.AddError($"{name} takes {string.Join(" or ", choices)}, not '{text}'.");
            return null;
        };
        if (preset is not null)
            DefaultValueFactory = _ => preset;
    }
}
