using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class VocabularyTests
{
    [TestMethod]
    [DataRow("A Dog, asleep.", "a|dog|,|asleep|.")]
    [DataRow("  it's a well-known dog!?", "it's|a|well-known|dog|!|?")]
    [DataRow("-5 dogs' (two)", "-|5|dogs|'|(|two|)")]
    [DataRow("ÉTÉ 2020\tà\nParis", "été|2020|à|paris")]
    [DataRow("cafe\u0301 au lait", "cafe\u0301|au|lait")]
    [DataRow("a 🐕 dog", "a|🐕|dog")]
    [DataRow("", "")]
    [DataRow(" \t\r\n", "")]
    public void Captions_are_split_into_words_and_marks(string caption, string words) =>
        Assert.AreEqual(words, string.Join('|', CaptionTokenizer.Split(caption)));

    [TestMethod]
    public void Words_are_joined_with_marks_where_they_belong() => Assert.AreEqual(
        "a dog (asleep), it's fine!",
        CaptionTokenizer.Join(CaptionTokenizer.Split("a dog ( asleep ) , it's fine !")));

    [TestMethod]
    public void Ids_follow_frequency_and_unknown_words_have_their_own()
    {
        var vocabulary = Vocabulary.FromCaptions(["a dog and a cat", "A dog!", "a bird"], minCount: 2);
        CollectionAssert.AreEqual((string[])["", "<unknown>", "a", "dog"], vocabulary.Words.ToArray());
        CollectionAssert.AreEqual((int[])[2, 1, 3], vocabulary.Encode("a big dog").ToArray());
        Assert.AreEqual("a <unknown> dog", vocabulary.Decode([2, 1, 3, 0, 2]));
        Assert.AreEqual("", vocabulary.Decode([]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => vocabulary.Decode([4]));
        Assert.AreEqual(3, new Vocabulary(vocabulary.Words).Encode("dog")[0]);
    }

    [TestMethod]
    public void Lists_that_are_no_vocabularies_are_refused()
    {
        Assert.Contains("begins with", Message(() => new Vocabulary(["a", "b"])));
        Assert.Contains("nothing", Message(() => new Vocabulary([])));
        Assert.Contains("'a' twice", Message(() => new Vocabulary(["", "<unknown>", "a", "a"])));
        Assert.Contains("3 times", Message(() => Vocabulary.FromCaptions(["a dog", "a"], minCount: 3)));

        static string Message(Func<Vocabulary> create) => Assert.ThrowsExactly<GanDataException>(create).Message;
    }
}
