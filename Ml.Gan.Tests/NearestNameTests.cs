namespace Ml.Gan.Tests;

[TestClass]
public sealed class NearestNameTests
{
    [TestMethod]
    [DataRow("dcgna", "dcgan")]
    [DataRow("DCGAN", "dcgan")]
    [DataRow("reset", "resnet")]
    [DataRow("resnett", "resnet")]
    [DataRow("progressive", "progressive-gan")]
    [DataRow("r3", "r1")]
    [DataRow("vgg", null)]
    [DataRow("gpu", null)]
    [DataRow("x", null)]
    [DataRow("", null)]
    [DataRow("resnet-50", "resnet")]
    [DataRow("res", "resnet")]
    [DataRow("growing", null)]
    public void Finds_what_was_meant_or_nothing(string text, string? expected) => Assert.AreEqual(
        expected, NearestName.Of(text, ["cpu", "dcgan", "gran", "r1", "resnet", "progressive-gan"]));

    [TestMethod]
    public void A_long_text_is_no_name() => Assert.IsNull(NearestName.Of(new string('a', 1_000_000), ["dcgan"]));

    [TestMethod]
    public void A_catalog_asks_for_the_nearest()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Metrics.Parse("frechte"));
        Assert.StartsWith("There is no metric 'frechte'; did you mean 'frechet'? There are ", error.Message);
    }

    [TestMethod]
    public void A_kind_of_data_is_asked_for_as_well() => Assert.StartsWith(
        "There are no data 'builtin:glyhps'; did you mean 'builtin:glyphs'?",
        Assert.ThrowsExactly<Ml.Gan.Data.GanDataException>(
            () => Ml.Gan.Data.SampleSource.Open("builtin:glyhps")).Message);

    [TestMethod]
    public void Built_in_data_are_asked_for_where_a_file_is_missing() => Assert.StartsWith(
        "'glyphs' does not exist; did you mean 'builtin:glyphs'? Give ",
        Assert.ThrowsExactly<Ml.Gan.Data.GanDataException>(() => Ml.Gan.Data.SampleSource.Open("glyphs")).Message);
}
