using Ml.Gan.Experiments;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Experiments;

[TestClass]
public sealed class OptionsJsonTests
{
    [TestMethod]
    public void Names_the_types_and_options_of_all_parts()
    {
        var json = OptionsJson.Of(new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [7], GeneratorActivation = Activation.LeakyRelu },
            Objective = new WassersteinGp(),
            GeneratorOptimizer = new RmsPropSettings { LearningRate = 0.25 },
            Packing = 3,
        });

        Assert.AreEqual("Mlp", (string?)json["network"]!["type"]);
        CollectionAssert.AreEqual(
            new[] { 7 }, json["network"]!["generator_widths"]!.AsArray().GetValues<int>().ToArray());
        Assert.AreEqual("leaky_relu", (string?)json["network"]!["generator_activation"]);
        Assert.AreEqual("WassersteinGp", (string?)json["objective"]!["type"]);
        Assert.AreEqual("RmsPropSettings", (string?)json["generator_optimizer"]!["type"]);
        Assert.AreEqual(0.25, (double?)json["generator_optimizer"]!["learning_rate"]);
        Assert.AreEqual(3, (int?)json["packing"]);
        Assert.IsNull(json["discriminator_optimizer"]);
    }

    [TestMethod]
    public void A_variant_shows_what_its_objective_recommends()
    {
        var options =
            new Variant("critic", () => new LatentGanOptions { Objective = new WassersteinGp() }).ResolveOptions();

        Assert.AreEqual(5, options.DiscriminatorSteps);
        Assert.AreEqual(new WassersteinGp().RecommendedOptimizer, options.GeneratorOptimizer);
        Assert.AreEqual(new WassersteinGp().RecommendedOptimizer, options.DiscriminatorOptimizer);
    }
}
