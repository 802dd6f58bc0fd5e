using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// All options of <c>mlgan train</c>, in the order of its help, in which they are read too: an option may build on
/// what those before it have set.
/// </summary>
/// <param name="notice">Is told of names that parts had formerly. Default null: nobody is.</param>
internal sealed class TrainOptions(Action<string>? notice = null)
{
    private readonly (string Heading, IReadOnlyList<TrainOption> Options)[] _groups = TrainOptionGroups.Create(notice);

    /// <summary>What the text of <c>--data</c> looks like.</summary>
    public static string DataHelpName { get; } = string.Join('|', SampleSource.Kinds.Select(kind => kind.Name));

    /// <summary>All options.</summary>
    public IEnumerable<TrainOption> All => _groups.SelectMany(group => group.Options);

    /// <summary>The options as the help shows them.</summary>
    public IReadOnlyList<HelpGroup> HelpGroups =>
    [
        .. _groups.Select(group =>
            new HelpGroup(group.Heading, [.. group.Options.Select(option => (option.Option, option.Help))])),
    ];

    /// <summary>What a command line of <c>mlgan train</c> asks for.</summary>
    /// <exception cref="GanOptionException">Options don't fit together, or don't fit the data.</exception>
    public static TrainSettings Parse(params IReadOnlyList<string> args)
    {
        var options = new TrainOptions();
        var command = new Command("train");
        options.AddTo(command);
        return options.Read(command.Parse(args));
    }

    /// <summary>Has a command take these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option.Option);
        command.Validators.Add(RefuseExcluded);
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="GanOptionException">Options don't fit together, or don't fit the data.</exception>
    public TrainSettings Read(ParseResult line)
    {
        var settings = new TrainSettings();
        foreach (var option in All)
        {
            if (!option.ReadInto(settings, line))
                continue;
            settings.Given.UnionWith([option.Property, .. option.AlsoStandsFor]);
            if (option.IsRecorded)
                settings.Arguments[option.Name] =
                    string.Concat(line.GetResult(option.Option)!.Tokens.Select(token => token.Value));
        }
        if (settings.Network is null)
            settings.Given.Remove(nameof(settings.Network));
        if (settings.Scope == TrainOptionScope.Noise)
            CheckShapes(settings);
        return settings;
    }

    /// <summary>Refuses options that go with none of the shapes that the data may turn out to have.</summary>
    private static void CheckShapes(TrainSettings settings)
    {
        GanOptionException? refusal = null;
        foreach (int side in settings.Size is { } size ? [size] : SizeChoice.Sizes)
        {
            var shape = new SampleShape(settings.Channels ?? 1, side, side);
            var options = settings.Options.Copy();
            if (settings.Network is null
                && TrainingPlan.NetworkOf(shape, settings.Given.Contains) is var network and not Dcgan)
                options.Network = network;
            try
            {
                options.Check(shape);
                return;
            }
            catch (GanOptionException e)
            {
                refusal ??= e;
            }
        }
        throw refusal!;
    }

    /// <summary>
    /// "--batch: " for a property of the library's options, by the option that a command line has for it; nothing where
    /// its command takes none.
    /// </summary>
    public string NameOf(string property, CommandResult line)
    {
        string[] names =
        [
            .. from option in All
               where option.Property == property || option.AlsoStandsFor.Contains(property)
               where line.Command.Options.Any(taken => taken.Name == option.Name)
               orderby line.GetResult(option.Name) is not null descending
               select option.Name,
        ];
        return names is [var name, ..] ? $"{name}: " : "";
    }

    private void RefuseExcluded(CommandResult line)
    {
        foreach (var option in All.Where(option => option.Excludes is not null))
        {
            if (line.GetResult(option.Name) is not null && line.GetResult(option.Excludes!) is not null)
                line.AddError($"{option.Excludes} and {option.Name} exclude one another; give one of them.");
        }
    }
}
