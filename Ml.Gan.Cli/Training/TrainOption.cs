using System.CommandLine;
using System.Linq.Expressions;
using System.Reflection;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Option of <c>mlgan train</c>. From its declaration come parsing, help, the property of <see cref="TrainSettings"/>
/// that it sets, its line in <c>options.json</c>, its name in messages and its entry in <c>mlgan list</c>.
/// </summary>
/// <param name="Option">Parses the text; its description is one for the help and for <c>mlgan list</c>.</param>
internal abstract record TrainOption(Option Option)
{
    /// <summary>Name, as <c>--batch</c>.</summary>
    public string Name => Option.Name;

    /// <summary>Name in <c>options.json</c>, as <c>disc_steps</c>.</summary>
    public string Key => Name.TrimStart('-').Replace('-', '_');

    /// <summary>The property that it sets, as <see cref="GanOptionException.Option"/> names it.</summary>
    public abstract string Property { get; }

    /// <summary>Other properties that stand for it in a <see cref="GanOptionException"/>.</summary>
    public IReadOnlyList<string> AlsoStandsFor { get; init; } = [];

    /// <summary>Default in words, where it is no value. Default null: the value that new settings have.</summary>
    public string? Default { get; init; }

    /// <summary>Value of the default, where new settings don't have it yet.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>Whether it is a line of <c>options.json</c>. Default true.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether <c>mlgan list</c> shows it among regularizers and schedules. Default false.</summary>
    public bool IsListed { get; init; }

    /// <summary>Authors and year, for <c>mlgan list</c>.</summary>
    public string? Paper { get; init; }

    /// <summary>An option that it excludes.</summary>
    public string? Excludes { get; init; }

    /// <summary>Option that it is a detail of, and whether settings have that. Default null: it stands alone.</summary>
    public (string Name, Func<TrainSettings, bool> IsSet)? DetailOf { get; init; }

    /// <summary>What it is an option of. Default generators from noise.</summary>
    public TrainOptionScope Scope { get; init; } = TrainOptionScope.Noise;

    /// <summary>Text of the help.</summary>
    public string Help => Option.Description + (Option.Required ? " Required."
        : Default is not null ? $" Default: {Default}."
        : (DefaultValue ?? ValueIn(new TrainSettings())) is { } value and not bool ? $" Default {value}."
        : "");

    /// <summary>Entry of <c>mlgan list</c>.</summary>
    public CatalogEntry Entry =>
        new(Name, null, char.ToLowerInvariant(Option.Description![0]) + Option.Description[1..].TrimEnd('.'), Paper);

    /// <summary>Value in settings, as <c>options.json</c> has it; null where it doesn't apply.</summary>
    public abstract object? ValueIn(TrainSettings settings);

    /// <summary>Whether it says something of what settings ask for.</summary>
    public bool AppliesTo(TrainSettings settings) => Scope.HasFlag(settings.Scope);

    /// <summary>Sets what a command line says; tells whether it says something.</summary>
    /// <exception cref="GanOptionException">It doesn't go with what the options before it have set.</exception>
    public bool ReadInto(TrainSettings settings, ParseResult line)
    {
        if (line.GetResult(Option) is null or { Implicit: true })
            return false;
        if (Refusal(settings) is { } refusal)
            throw new GanOptionException(Name, refusal);
        Set(settings, line);
        return true;
    }

    /// <summary>Why settings can't take it; null where they can.</summary>
    protected virtual string? Refusal(TrainSettings settings) =>
        DetailOf is { } whole && !whole.IsSet(settings) ? $"{Name} is an option of {whole.Name}; give that too."
        : settings.SystemName is { } system && !AppliesTo(settings)
            ? Scope == TrainOptionScope.Noise && settings.System is not null
                ? $"{Name} is an option of generators from noise; the system {system} translates images without it."
                : $"{Name} is no option of the system {system}."
        : null;

    /// <summary>Sets what a command line says.</summary>
    protected abstract void Set(TrainSettings settings, ParseResult line);
}

/// <summary>Option that sets a property of the settings, or of the library's options in them.</summary>
/// <param name="Parser">Parses the text.</param>
/// <param name="Setting">The property, as <c>settings => settings.Options.Packing</c>.</param>
/// <param name="Written">What <c>options.json</c> says of a value that isn't null.</param>
internal sealed record TrainOption<T>(
    Option<T> Parser, Expression<Func<TrainSettings, T>> Setting, Func<T, object?> Written) : TrainOption(Parser)
{
    /// <inheritdoc/>
    public override string Property => Member.Member.Name;

    private MemberExpression Member =>
        (MemberExpression)(Setting.Body is UnaryExpression { NodeType: ExpressionType.Convert } converted
            ? converted.Operand
            : Setting.Body);

    /// <inheritdoc/>
    public override object? ValueIn(TrainSettings settings) =>
        Get(Member, settings) is { } value ? Written((T)value) : null;

    /// <inheritdoc/>
    protected override void Set(TrainSettings settings, ParseResult line) =>
        ((PropertyInfo)Member.Member).SetValue(
            Get(Member.Expression!, settings), line.GetValue(Parser), BindingFlags.DoNotWrapExceptions,
            binder: null, index: null, culture: null);

    private static object? Get(Expression expression, TrainSettings settings) => expression is MemberExpression member
        ? ((PropertyInfo)member.Member).GetValue(Get(member.Expression!, settings))
        : settings;
}

/// <summary>What an option of <c>mlgan train</c> goes with.</summary>
[Flags]
internal enum TrainOptionScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Generators from noise.</summary>
    Noise = 1,

    /// <summary>Systems of image translation.</summary>
    Translation = 2,

    /// <summary>Captions of images.</summary>
    Captioning = 4,
}
