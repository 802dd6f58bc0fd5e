using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Tests.Catalogs;

[TestClass]
public sealed class CatalogTests
{
    public static IEnumerable<object[]> Catalogs =>
    [
        [typeof(Objective), Catalog.Objectives.Entries],
        [typeof(FDivergenceKind), Catalog.FDivergences.Entries],
        [typeof(Penalty), Catalog.Penalties.Entries],
        [typeof(NetworkArchitecture), Catalog.Networks.Entries],
        [typeof(OptimizerSettings), Catalog.Optimizers.Entries],
    ];

    public static IEnumerable<object[]> NamesAndParts =>
    [
        ["hinge", new Hinge()],
        ["gls-gan:0.5", new GeneralizedLossSensitive { Slope = 0.5 }],
        ["gls-gan", new GeneralizedLossSensitive()],
        ["f-divergence:jeffrey", new FDivergence { Kind = new Jeffrey() }],
        ["f-divergence:gan,alternative", new FDivergence { Kind = new GanDivergence(), AlternativeGeneratorLoss = true }],
        ["f-divergence:alpha:2,alternative", new FDivergence { Kind = new Alpha { Order = 2 }, AlternativeGeneratorLoss = true }],
        ["f-divergence:alpha:-0.5", new FDivergence { Kind = new Alpha { Order = -0.5 } }],
        ["f-divergence:jensen-shannon-weighted:0.25", new FDivergence { Kind = new JensenShannonWeighted { RealWeight = 0.25 } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Catalogs))]
    public void Holds_every_part_with_a_line_about_it_and_its_paper(Type kind, IReadOnlyList<CatalogEntry> entries)
    {
        Assert.AreEqual(kind.Assembly.GetTypes().Count(type => type.IsSubclassOf(kind) && !type.IsAbstract), entries.Count);
        foreach (var entry in entries)
        {
            Assert.AreNotEqual("", entry.Description, entry.Name);
            Assert.MatchesRegex(@"^\p{Lu}.*, (19|20)\d\d$", entry.Paper);
        }
        CollectionAssert.AreEqual(entries.Select(entry => entry.Name).Order().ToArray(), entries.Select(entry => entry.Name).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(NamesAndParts))]
    public void Reads_names_with_arguments(string name, Objective expected) => Assert.AreEqual(expected, Catalog.Objectives.Parse(name));

    [TestMethod]
    public void Reads_the_names_that_objectives_give_themselves()
    {
        foreach (var entry in Catalog.Objectives.Entries)
        {
            var objective = Catalog.Objectives.Parse(entry.Name);
            Assert.AreEqual(objective, Catalog.Objectives.Parse(objective.Name));
        }
        Assert.AreEqual(new FDivergence { AlternativeGeneratorLoss = true }, Catalog.Objectives.Parse(new FDivergence { AlternativeGeneratorLoss = true }.Name));
        foreach (var kind in Catalog.FDivergences.Entries.Select(entry => Catalog.FDivergences.Parse(entry.Name)))
            Assert.AreEqual(new FDivergence { Kind = kind }, Catalog.Objectives.Parse($"f-divergence:{kind.Name}"));
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
    [DataRow("gan", "There is no objective 'gan'. There are cls-gan, f-divergence, feature-matching, gls-gan, hinge,")]
    [DataRow("", "There is no objective ''.")]
    [DataRow("hinge:1", "The objective hinge takes no argument, but 'hinge:1' gives one.")]
    [DataRow("gls-gan:steep", "The slope ν of gls-gan must be a number, not 'steep'.")]
    [DataRow("gls-gan:1.5", "The slope ν of gls-gan must be at most 1; it is 1.5.")]
    [DataRow("cls-gan:wide", "The weight λ of cls-gan's margins must be a number, not 'wide'.")]
    [DataRow("semi-supervised-ls-gan:0", "The weight λ of semi-supervised-ls-gan's margins must be above 0; it is 0.")]
    [DataRow("f-divergence:js", "There is no f-divergence 'js'. There are alpha, gan, jeffrey,")]
    public void Refuses_what_it_can_t_read_and_says_what_there_is(string text, string message)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Objectives.Parse(text));
        Assert.AreEqual("Objective", error.Option);
        Assert.StartsWith(message, error.Message);
    }
}
