using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class SceneDescriptionTests
{
    /// <summary>A small blue square, on its left a large red circle.</summary>
    private static readonly SceneDescription s_beside = new(
    [
        new SceneShape("square", "blue", IsLarge: false, X: 0.75f, Y: 0.45f, Radius: 0.12f),
        new SceneShape("circle", "red", IsLarge: true, X: 0.3f, Y: 0.55f, Radius: 0.2f),
    ]);

    /// <summary>A large green star above a small green triangle.</summary>
    private static readonly SceneDescription s_above = new(
    [
        new SceneShape("star", "green", IsLarge: true, X: 0.5f, Y: 0.25f, Radius: 0.2f),
        new SceneShape("triangle", "green", IsLarge: false, X: 0.55f, Y: 0.7f, Radius: 0.12f),
    ]);

    private static readonly SceneDescription s_alone =
        new([new SceneShape("square", "white", IsLarge: true, X: 0.4f, Y: 0.6f, Radius: 0.2f)]);

    [TestMethod]
    [DataRow("a red circle to the left of a blue square", true)]
    [DataRow("A red circle left of a blue square", true)]
    [DataRow("a blue square to the right of one large red disc", true)]
    [DataRow("there is a small blue box right of a big red circle", true)]
    [DataRow("a red circle is to the left of one blue square", true)]
    [DataRow("you can see a red circle", true)]
    [DataRow("a picture of a little blue square", true)]
    [DataRow("a blue square and a red circle", true)]
    [DataRow("a red circle to the right of a blue square", false)]
    [DataRow("a red circle above a blue square", false)]
    [DataRow("a blue square over a red circle", false)]
    [DataRow("a small red circle", false)]
    [DataRow("a red square", false)]
    [DataRow("a red circle on its own", false)]
    [DataRow("a red circle and a red circle", false)]
    [DataRow("a red circle to the left of a red circle", false)]
    public void Beside(string caption, bool isTrue) => Assert.AreEqual(isTrue, s_beside.IsTrue(caption));

    [TestMethod]
    [DataRow("a green star above a green triangle", true)]
    [DataRow("a green triangle under a large green star", true)]
    [DataRow("a green triangle is below one green star", true)]
    [DataRow("one green star over a small green triangle", true)]
    [DataRow("a green star below a green triangle", false)]
    [DataRow("a green star left of a green triangle", false)]
    [DataRow("a large green triangle", false)]
    public void Above(string caption, bool isTrue) => Assert.AreEqual(isTrue, s_above.IsTrue(caption));

    [TestMethod]
    [DataRow("a white square on its own", true)]
    [DataRow("a big white box", true)]
    [DataRow("a white square and a white square", false)]
    public void Alone(string caption, bool isTrue) => Assert.AreEqual(isTrue, s_alone.IsTrue(caption));

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("red circle")]
    [DataRow("a red")]
    [DataRow("a circle")]
    [DataRow("a red circle a blue square")]
    [DataRow("a red circle to the left of")]
    [DataRow("a red circle to the left a blue square")]
    [DataRow("a red circle and a blue square and a red circle")]
    [DataRow("there is a red circle is left of a blue square")]
    [DataRow("a red large circle")]
    [DataRow("a red circle beside a blue square")]
    [DataRow("there is there is a red circle")]
    [DataRow("a red circle.")]
    public void What_is_no_sentence_is_not_true(string caption) => Assert.IsFalse(s_beside.IsTrue(caption));

    [TestMethod]
    public void One_is_not_true_of_two()
    {
        var twins = new SceneDescription(
        [
            new SceneShape("star", "red", IsLarge: true, X: 0.2f, Y: 0.5f, Radius: 0.2f),
            new SceneShape("star", "red", IsLarge: false, X: 0.8f, Y: 0.5f, Radius: 0.12f),
        ]);
        Assert.IsTrue(twins.IsTrue("a red star"));
        Assert.IsFalse(twins.IsTrue("one red star"));
        Assert.IsTrue(twins.IsTrue("one large red star"));
        Assert.IsTrue(twins.IsTrue("a red star to the left of a red star"));
    }
}
