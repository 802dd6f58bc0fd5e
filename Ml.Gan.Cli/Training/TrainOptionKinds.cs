using System.CommandLine;
using System.Linq.Expressions;
using System.Numerics;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Training;

/// <summary>The kinds of options of <c>mlgan train</c>, by which groups declare theirs.</summary>
internal static class TrainOptionKinds
{
    /// <summary>What decays and shares stay below.</summary>
    public const double BelowOne = 0.9999999;

    /// <summary>More than this no training survives.</summary>
    public const double Largest = 1e6;

    public static TrainOption<T?> Number<T>(
        string name, Expression<Func<TrainSettings, T?>> setting, T minimum, T maximum, string text)
        where T : struct, INumber<T> =>
        new(new NumberOption<T>(name, text, minimum, maximum), setting, value => value);

    public static TrainOption<bool> Flag(string name, Expression<Func<TrainSettings, bool>> setting, string text) =>
        new(new Option<bool>(name) { Description = text }, setting, value => value);

    public static TrainOption<string?> Text(
        string name, Expression<Func<TrainSettings, string?>> setting, string helpName, string text) =>
        new(new Option<string?>(name) { Description = text, HelpName = helpName }, setting, value => value);

    public static TrainOption<T> Choice<T>(
        string name, Expression<Func<TrainSettings, T>> setting, string text,
        params (string Name, T Value)[] choices) =>
        new(new ChoiceOption<T>(name, text, choices), setting,
            value => choices.FirstOrDefault(choice => Equals(choice.Value, value)).Name);

    public static TrainOption<T?> Part<T>(
        string name, Expression<Func<TrainSettings, T?>> setting, string text,
        Func<string, T> parse, Func<T, string> nameOf, string helpName = "NAME")
        where T : class =>
        new(new ParsedOption<T>(name, text, parse) { HelpName = helpName }, setting, value => nameOf(value!));

    public static string Names<T>(Catalog<T> catalog)
        where T : class => string.Join('|', catalog.Entries.Select(entry => entry.Name));
}
