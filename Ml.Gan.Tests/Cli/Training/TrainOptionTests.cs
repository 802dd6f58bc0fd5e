using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ml.Gan.Cli.Training;
using Ml.Gan.Models;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>The declarations of <c>mlgan train</c>'s options: each by itself, whatever there is to declare.</summary>
[TestClass]
public sealed class TrainOptionTests
{
    /// <summary>Texts, one of which each option takes and none of which is a default.</summary>
    private static readonly string[] s_texts =
    [
        "3", "5", "0.25", "cuda", "no", "mlp", "label", "10,c2", "minimax", "r1:10", "stddev", "color", "rmsprop",
        "frechet", "30min", "black", "50", "pixels", "unit", "bf16", "pix2pix", "jpeg:10", "unet", "adaptive:1", "16",
        "mle", "batch",
    ];

    public static IEnumerable<object[]> Names => new TrainOptions().All.Select(option => new object[] { option.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Has_a_text_that_the_help_shows(string name)
    {
        var option = Find(name);
        StringAssert.Matches(option.Option.Description, new(@"^[A-Z1].+\.$"), "a sentence");
        Assert.Contains(Words($"{name} {Value(option)}{option.Help}"), Words(Tool.Run("train", "--help").Output));

        static string Value(TrainOption option) => option.Option.HelpName is { } value ? $"<{value}> " : "";
        static string Words(string text) =>
            string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Changes_its_property_and_its_line_of_the_options_file(string name)
    {
        var option = Find(name);
        string[] args = ArgumentsFor(option);
        string given = args[^1] == name ? "True" : args[^1];
        var settings = Read(args);

        Assert.AreNotEqual(option.ValueIn(new TrainSettings()), option.ValueIn(settings));
        Assert.AreEqual(given, Convert.ToString(option.ValueIn(settings), CultureInfo.InvariantCulture));
        var file = OptionsFile(settings);
        Assert.AreEqual(option.IsRecorded, file.TryGetProperty(option.Key, out var line), option.Key);
        if (option.IsRecorded)
            Assert.AreEqual(given, line.ToString());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Is_what_messages_about_its_properties_begin_with(string name)
    {
        var option = Find(name);
        var options = new TrainOptions();
        var line = Command(options).Parse(ArgumentsFor(option)).CommandResult;
        foreach (string property in (string[])[option.Property, .. option.AlsoStandsFor])
            Assert.AreEqual($"{name}: ", options.NameOf(property, line), property);
    }

    [TestMethod]
    public void Messages_of_other_commands_name_options_that_those_have()
    {
        var options = new TrainOptions();
        var line = new Command("evaluate") { new Option<string>("--seed") }.Parse([]).CommandResult;
        Assert.AreEqual("--seed: ", options.NameOf(nameof(LatentGanOptions.Seed), line));
        Assert.AreEqual("", options.NameOf(nameof(LatentGanOptions.BatchSize), line));
        Assert.AreEqual("", options.NameOf("Something", line));
    }

    [TestMethod]
    public void There_is_one_for_every_option_of_the_library()
    {
        var options = new TrainOptions().All.ToArray();
        // Ranks are there where a launcher started them.
        foreach (var property in typeof(LatentGanOptions).GetProperties().Where(
            property => property.CanWrite && property.Name != nameof(LatentGanOptions.Replicas)))
            Assert.IsTrue(
                options.Any(option => option.Property == property.Name || option.AlsoStandsFor.Contains(property.Name)),
                $"mlgan train has no option for {property.Name}");
    }

    [TestMethod]
    public void Details_without_what_they_belong_to_are_refused()
    {
        foreach (var option in new TrainOptions().All.Where(option => option.DetailOf is not null))
        {
            string[] args = ArgumentsFor(option);
            string[] alone = args[Array.IndexOf(args, option.Name)..];
            var refused = Assert.ThrowsExactly<GanOptionException>(() => Read(alone));
            Assert.AreEqual(
                $"{option.Name} is an option of {option.DetailOf!.Value.Name}; give that too.", refused.Message);
        }
    }

    private static TrainOption Find(string name) => new TrainOptions().All.Single(option => option.Name == name);

    private static Command Command(TrainOptions options)
    {
        var command = new Command("train");
        options.AddTo(command);
        return command;
    }

    /// <summary>What a command line says, without the check of what is missing on it.</summary>
    private static TrainSettings Read(string[] args)
    {
        var options = new TrainOptions();
        var line = Command(options).Parse(args);
        var settings = new TrainSettings();
        foreach (var option in options.All)
            option.ReadInto(settings, line);
        return settings;
    }

    /// <summary>The option with a value that isn't its default, last, after what it needs.</summary>
    private static string[] ArgumentsFor(TrainOption option)
    {
        string[] before = option switch
        {
            { DetailOf.Name: var whole } => whole.Split(' ') is [var name, _] given
                ? [.. ArgumentsFor(Find(name))[..^2], .. given]
                : ArgumentsFor(Find(whole)),
            NetworkOption => ["--network", Catalog.Networks.Entries.Select(entry => entry.Name).First(Takes)],
            _ => [],
        };
        return option.Option is Option<bool> { HelpName: null }
            ? [.. before, option.Name]
            : [.. before, option.Name, s_texts.First(IsRead)];

        bool IsRead(string text) =>
            !Command(new TrainOptions()).Parse([option.Name, text]).Errors
                .Any(error => error.Message.Contains(option.Name, StringComparison.Ordinal))
            && !Equals(option.DefaultValue?.ToString(), text);

        bool Takes(string network) =>
            Catalog.Networks.Parse(network).GetType().GetProperty(option.Property) is not null;
    }

    private static JsonElement OptionsFile(TrainSettings settings)
    {
        using var temporary = new TemporaryFolder();
        using (var folder = new OutputFolder(temporary["run"]))
        {
            folder.Begin();
            folder.WriteOptions(settings, settings, settings);
            folder.Finish(() => { });
        }
        return JsonDocument.Parse(File.ReadAllText(temporary["run/options.json"])).RootElement;
    }
}
