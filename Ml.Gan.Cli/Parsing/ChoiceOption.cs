using System.CommandLine;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option that takes one of a few names, each of which stands for a value.</summary>
internal sealed class ChoiceOption<T> : Option<T>
{
    public ChoiceOption(string name, string description, params (string Name, T Value)[] choices)
        : base(name)
    {
        string[] names = [.. choices.Select(choice => choice.Name)];
        Description = description;
        HelpName = string.Join('|', names);
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Array.IndexOf(names, text) is >= 0 and var index)
                return choices[index].Value;
            result.AddError(
                $"{name} takes {string.Join(" or ", names)}, not '{text}'{NearestName.Question(text, names)}");
            return default;
        };
    }
}

/// <summary>Option that takes one or several of a few names, with commas between them.</summary>
internal sealed class SomeOfOption : Option<string?>
{
    public SomeOfOption(string name, string description, params string[] choices)
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
            string? wrong = names.FirstOrDefault(given => !choices.Contains(given));
            result.AddError(
                $"{name} takes some of {string.Join(", ", choices)} with commas between them, each once, not '{text}'"
                + (wrong is null ? "." : NearestName.Question(wrong, choices)));
            return null;
        };
    }
}
