using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>Options of <c>mlgan train</c> that belong together: the help shows them under one heading.</summary>
internal abstract class OptionGroup(string heading)
{
    private readonly List<Option> _options = [];
    private readonly Dictionary<string, Option> _byField = [];

    public string Heading => heading;

    public IReadOnlyList<Option> Options => _options;

    /// <summary>The option that gives this field of the library's options, if it is one of these.</summary>
    public Option? For(string field) => _byField.GetValueOrDefault(field);

    /// <summary>Adds errors where options that are given exclude one another.</summary>
    public virtual void Check(CommandResult line)
    {
    }

    /// <summary>Sets the library's options from the command line, after the groups before this one have.</summary>
    /// <exception cref="GanOptionException">An option doesn't fit what the earlier ones chose.</exception>
    public abstract void ReadInto(LatentGanOptions options, ParseResult line);

    /// <summary>What <c>options.json</c> says: each option with what the training takes, null where it doesn't apply.</summary>
    /// <param name="options">What was read.</param>
    /// <param name="line">The command line.</param>
    /// <param name="steps">Generator steps that the training takes.</param>
    public abstract IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps);

    /// <summary>Declares an option and the field that it gives, if it is one.</summary>
    protected T Add<T>(T option, string? field = null)
        where T : Option
    {
        _options.Add(option);
        if (field is not null)
            _byField.Add(field, option);
        return option;
    }
}
