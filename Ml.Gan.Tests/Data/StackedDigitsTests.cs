using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class StackedDigitsTests
{
    /// <summary>Of a and a-a, "a-a-a-a" would be three of the eight.</summary>
    [TestMethod]
    public void Classes_whose_joined_names_would_be_the_same_are_numbered()
    {
        using var builder = SampleCacheBuilder.ForImages("dashes", new SampleShape(1, 16, 16));
        builder.Append(new byte[256]);
        builder.Append(new byte[256]);
        using var stacked = new StackedDigits(builder.Build([0, 1], ["a", "a-a"]));

        CollectionAssert.AreEqual(
            Enumerable.Range(0, 8).Select(i => $"{i}").ToArray(), stacked.Labels.ClassNames.ToArray());
    }

    [TestMethod]
    public void The_channels_are_samples_and_the_label_is_made_of_theirs()
    {
        using var builder = SampleCacheBuilder.ForImages("shades", new SampleShape(1, 1, 2));
        for (int label = 0; label < 3; label++)
            builder.Append([(byte)label, (byte)label]);
        using var source = new StackedDigits(builder.Build([0, 1, 2]), seed: 4);

        var labels = new HashSet<long>();
        for (long i = 0; i < 500; i++)
        {
            byte[] pixels = source.ReadBytes(i);
            Assert.HasCount(6, pixels);
            long label = source.ReadLabels(i)[0];
            Assert.AreEqual(9 * pixels[0] + 3 * pixels[2] + pixels[4], label);
            labels.Add(label);
        }
        Assert.HasCount(27, labels, "every combination occurs");
        Assert.AreEqual(27, source.Labels.ClassCount);
        Assert.AreEqual("stacked:shades", source.Name);
    }

    [TestMethod]
    public void Endless_digits_are_stacked_the_same_way_for_the_same_seed()
    {
        using var source = SampleSource.Open(
            "stacked:builtin:glyphs", new SampleSourceOptions { Channels = 3, Size = 16 });
        using var again = SampleSource.Open(
            "stacked:builtin:glyphs", new SampleSourceOptions { Channels = 3, Size = 16 });
        using var other = SampleSource.Open(
            "stacked:builtin:glyphs", new SampleSourceOptions { Channels = 3, Size = 16, Seed = 2 });

        Assert.AreEqual(new SampleShape(3, 16, 16), source.Shape);
        CollectionAssert.AreEqual(source.Read(3, 4), again.Read(3, 4));
        CollectionAssert.AreNotEqual(source.Read(3, 4), other.Read(3, 4));
    }

    [TestMethod]
    public void What_cannot_be_stacked_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", PictureBytes.Gray(8, 8, (_, _) => 0));
        void Refused(string data, int channels, string part) =>
            Assert.Contains(part, Assert.ThrowsExactly<GanDataException>(
            () => SampleSource.Open(data, new SampleSourceOptions { Channels = channels })).Message);

        Refused("stacked:builtin:glyphs", 1, "has 3 channels, not 1");
        Refused($"stacked:{folder.Path}", 3, "carries no labels");
        Refused("stacked:stacked:builtin:glyphs", 3, "has 3 channels, not 1");
    }
}
