using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Tests;

[TestClass]
public sealed class CatalogTests
{
    public static IEnumerable<object[]> Catalogs =>
    [
        [typeof(Objective), Catalog.Objectives.Entries],
        [typeof(FDivergenceKind), Catalog.FDivergences.Entries],
        [typeof(Penalty), Catalog.Penalties.Entries],
        [typeof(NetworkArchitecture), Catalog.Networks.Entries],
        [typeof(TranslatorArchitecture), Catalog.Translators.Entries],
        [typeof(OptimizerSettings), Catalog.Optimizers.Entries],
        [typeof(Degradation), Catalog.Degradations.Entries],
        [typeof(Mask), Catalog.Masks.Entries],
    ];

    public static IEnumerable<object[]> NamesAndParts =>
    [
        ["hinge", new Hinge()],
        ["generalized-loss-sensitive:0.5", new GeneralizedLossSensitive { Slope = 0.5 }],
        ["generalized-loss-sensitive", new GeneralizedLossSensitive()],
        ["f-divergence:jeffrey", new FDivergence { Kind = new Jeffrey() }],
        ["f-divergence:gan,alternative",
            new FDivergence { Kind = new GanDivergence(), AlternativeGeneratorLoss = true }],
        ["f-divergence:alpha:2,alternative",
            new FDivergence { Kind = new Alpha { Order = 2 }, AlternativeGeneratorLoss = true }],
        ["f-divergence:alpha:-0.5", new FDivergence { Kind = new Alpha { Order = -0.5 } }],
        ["f-divergence:jensen-shannon-weighted:0.25",
            new FDivergence { Kind = new JensenShannonWeighted { RealWeight = 0.25 } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Catalogs))]
    public void Holds_every_part_with_a_line_about_it_and_its_paper(Type kind, IReadOnlyList<CatalogEntry> entries)
    {
        // A sum of parts is written with plus signs, and no part by itself; masks of a folder have its name; one
        // objective is a system's own.
        Type[] unnamed = [typeof(PenaltySum), typeof(MaskImages), typeof(AttributeClasses)];
        var parts = kind.Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(kind) && !type.IsAbstract && !unnamed.Contains(type));
        Assert.AreEqual(parts.Count(), entries.Count);
        foreach (var entry in entries)
        {
            Assert.AreNotEqual("", entry.Description, entry.Name);
            Assert.MatchesRegex(@"^\p{Lu}.*, (19|20)\d\d$", entry.Paper);
        }
        CollectionAssert.AreEqual(
            entries.Select(entry => entry.Name).Order().ToArray(), entries.Select(entry => entry.Name).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(NamesAndParts))]
    public void Reads_names_with_arguments(string name, Objective expected) =>
        Assert.AreEqual(expected, Catalog.Objectives.Parse(name));

    [TestMethod]
    public void Reads_the_names_that_objectives_give_themselves()
    {
        foreach (var entry in Catalog.Objectives.Entries)
        {
            var objective = Catalog.Objectives.Parse(entry.Name);
            Assert.AreEqual(objective, Catalog.Objectives.Parse(objective.Name));
        }
        Assert.AreEqual(new FDivergence { AlternativeGeneratorLoss = true }, Catalog.Objectives.Parse(
            new FDivergence { AlternativeGeneratorLoss = true }.Name));
        foreach (var kind in Catalog.FDivergences.Entries.Select(entry => Catalog.FDivergences.Parse(entry.Name)))
            Assert.AreEqual(new FDivergence { Kind = kind }, Catalog.Objectives.Parse($"f-divergence:{kind.Name}"));
    }

    [TestMethod]
    [DataRow("ls-gan", "The objective ls-gan is called loss-sensitive now.")]
    [DataRow("gls-gan:0.5", "The objective gls-gan is called generalized-loss-sensitive now.")]
    [DataRow("cls-gan", "The objective cls-gan is called conditional-loss-sensitive now.")]
    [DataRow("semi-supervised-ls-gan:2",
        "The objective semi-supervised-ls-gan is called semi-supervised-loss-sensitive now.")]
    public void Reads_former_names_and_tells_those_of_today(string text, string expected)
    {
        List<string> notices = [];
        var objective = Catalog.Objectives.Parse(text, notices.Add);

        CollectionAssert.AreEqual(new[] { expected }, notices);
        Assert.AreEqual(objective, Catalog.Objectives.Parse(objective.Name, notices.Add));
        Assert.HasCount(1, notices);
        Assert.AreEqual(objective, Catalog.Objectives.Parse(text));
    }

    [TestMethod]
    [DataRow("laplacian-pyramid", typeof(LapGan))]
    [DataRow("progressive", typeof(ProgressiveGan))]
    [DataRow("stacked", typeof(StackGan))]
    public void Reads_former_names_of_networks(string text, Type expected)
    {
        var network = Catalog.Networks.Parse(text);

        Assert.AreEqual(expected, network.GetType());
        CollectionAssert.Contains(
            Catalog.Networks.Entries.Single(entry => entry.Name == network.Name).FormerNames.ToArray(), text);
    }

    [TestMethod]
    public void Reads_penalties_with_and_without_a_weight()
    {
        Assert.AreEqual(new R1 { Weight = 0.5 }, Catalog.Penalties.Parse("r1:0.5"));
        Assert.AreEqual(new GradientPenalty(), Catalog.Penalties.Parse("gp"));
        Assert.AreEqual(new WassersteinDivPenalty { Weight = 3 }, Catalog.Penalties.Parse("div:3"));
        foreach (var penalty in Catalog.Penalties.Entries.Select(entry => Catalog.Penalties.Parse(entry.Name)))
            Assert.AreEqual(penalty, Catalog.Penalties.Parse(penalty.Name));
    }

    [TestMethod]
    [DataRow(
        "gan", "There is no objective 'gan'. There are conditional-loss-sensitive, f-divergence, feature-matching, "
        + "generalized-loss-sensitive, hinge,")]
    [DataRow("", "There is no objective ''.")]
    [DataRow("hinge:1", "The objective hinge takes no argument, but 'hinge:1' gives one.")]
    [DataRow(
        "generalized-loss-sensitive:steep", "The slope ν of generalized-loss-sensitive must be a number, not 'steep'.")]
    [DataRow(
        "generalized-loss-sensitive:1.5", "The slope ν of generalized-loss-sensitive must be at most 1; it is 1.5.")]
    [DataRow("conditional-loss-sensitive:wide",
        "The weight λ of conditional-loss-sensitive's margins must be a number, not 'wide'.")]
    [DataRow("semi-supervised-loss-sensitive:0",
        "The weight λ of semi-supervised-loss-sensitive's margins must be above 0; it is 0.")]
    [DataRow("f-divergence:js", "There is no f-divergence 'js'. There are alpha, gan, jeffrey,")]
    public void Refuses_what_it_can_t_read_and_says_what_there_is(string text, string message)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Objectives.Parse(text));
        Assert.AreEqual("Objective", error.Option);
        Assert.StartsWith(message, error.Message);
    }
}
