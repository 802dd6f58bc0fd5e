using System.Text;
using Ml.Gan.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class CaptionedImagesTests
{
    private const int Looks = 500;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Scenes_have_five_different_true_captions()
    {
        using var scenes = CaptionedImages.Open("builtin:scenes");
        var wordings = new HashSet<string>();
        for (int i = 0; i < Looks; i++)
        {
            var (captions, scene) = (scenes.CaptionsOf(i), scenes.DescribeScene(i)!);
            Assert.HasCount(5, captions.Distinct());
            foreach (string caption in captions)
                Assert.IsTrue(scene.IsTrue(caption), $"{caption}: {string.Join(", ", scene.Shapes)}");
            wordings.UnionWith(captions);
        }
        Assert.IsGreaterThan(3 * Looks, wordings.Count, "captions are varied");
        int others = Enumerable.Range(1, Looks - 1)
            .Count(i => scenes.CaptionsOf(i).Any(caption => scenes.DescribeScene(i - 1)!.IsTrue(caption)));
        Assert.IsLessThan(Looks / 20, others, "captions of other scenes are false, but by chance");
    }

    [TestMethod]
    public void Scenes_show_what_they_are_said_to()
    {
        using var scenes = CaptionedImages.Open("builtin:scenes");
        float[] image = new float[scenes.Shape.Length];
        for (int i = 0; i < 100; i++)
        {
            scenes.Read([i], image);
            foreach (var shape in scenes.DescribeScene(i)!.Shapes)
            {
                var (x, y) = ((int)(32 * shape.X), (int)(32 * shape.Y));
                int[] color = [.. Enumerable.Range(0, 3).Select(c => (int)Math.Round(
                    (image[(((c * 32) + y) * 32) + x] + 1) * 127.5))];
                string named = (color[0] > 128, color[1] > 128, color[2] > 128) switch
                {
                    (true, true, true) => "white",
                    (true, true, false) => "yellow",
                    (true, false, true) => "purple",
                    (true, false, false) => "red",
                    (false, true, false) => "green",
                    (false, false, true) => "blue",
                    _ => "another",
                };
                Assert.AreEqual(shape.Color, named, $"image {i}: {string.Join(",", color)}");
            }
        }
    }

    [TestMethod]
    public void Scenes_depend_on_seed_and_index_alone()
    {
        using var scenes = CaptionedImages.Open("builtin:scenes", options: new() { Seed = 7 });
        using var again = CaptionedImages.Open("builtin:scenes", options: new() { Seed = 7 });
        using var other = CaptionedImages.Open("builtin:scenes", options: new() { Seed = 8 });
        float[] one = new float[scenes.Shape.Length], two = new float[one.Length], three = new float[one.Length];
        scenes.Read([12], one);
        again.Read([12], two);
        other.Read([12], three);
        CollectionAssert.AreEqual(one, two);
        CollectionAssert.AreNotEqual(one, three);
        CollectionAssert.AreEqual(scenes.CaptionsOf(12).ToArray(), again.CaptionsOf(12).ToArray());
        CollectionAssert.AreNotEqual(scenes.CaptionsOf(12).ToArray(), other.CaptionsOf(12).ToArray());
        var (training, heldOut) = scenes.HoldOut(10, seed: 1);
        CollectionAssert.AreEqual(scenes.CaptionsOf(12).ToArray(), training.CaptionsOf(2).ToArray());
        CollectionAssert.AreEqual(scenes.CaptionsOf(3).ToArray(), heldOut.CaptionsOf(3).ToArray());
        Assert.AreEqual(scenes.DescribeScene(12)!.Shapes[0], training.DescribeScene(2)!.Shapes[0]);
        Assert.IsNull(training.Count);
        Assert.AreEqual(10, heldOut.Count);
    }

    [TestMethod]
    public void Images_have_the_captions_of_a_file()
    {
        Draw("a.png");
        Draw("in/b.png");
        string csv = Write("file,caption\na.png,A dog.\nin/b.png,\"a cat, asleep\"\na.png,one dog\n");
        using var images = CaptionedImages.Open(_folder["images"], csv, new() { Size = 8 });
        Assert.AreEqual(2, images.Count);
        CollectionAssert.AreEqual((string[])["A dog.", "one dog"], images.CaptionsOf(0).ToArray());
        CollectionAssert.AreEqual((string[])["a cat, asleep"], images.CaptionsOf(1).ToArray());
        Assert.AreEqual(4, images.LongestCaption());
        CollectionAssert.AreEqual(
            (string[])["", "<unknown>", "a", "dog", ",", ".", "asleep", "cat", "one"],
            images.CreateVocabulary().Words.ToArray());
        CollectionAssert.AreEqual(
            (string[])["", "<unknown>", "a", "dog"], images.CreateVocabulary(minCount: 2).Words.ToArray());
        Assert.IsNull(images.DescribeScene(0));
        string noHeader = Write("b.png,a cat\na.png,a dog\n");
        using var again = CaptionedImages.Open(_folder["images"], noHeader, new() { Size = 8 });
        CollectionAssert.AreEqual((string[])["a cat"], again.CaptionsOf(1).ToArray());
        string more = Write("id;caption;image\n1;a cat, asleep;b.png\n2;a dog;a.png\n");
        using var third = CaptionedImages.Open(_folder["images"], more, new() { Size = 8 });
        CollectionAssert.AreEqual((string[])["a cat, asleep"], third.CaptionsOf(1).ToArray());
    }

    [TestMethod]
    [DataRow("a.png,a dog\n", "1 sample has no line: 'in/b.png'")]
    [DataRow("a.png,a dog\nb.png,a cat\nc.png,a cow\n", "1 line names no sample: 'c.png' in line 3")]
    [DataRow("a.png,a dog\nb.png,\n", "Line 2", "empty caption for 'b.png'")]
    [DataRow("a.png,a dog\nb.png,a cat, asleep\n", "Line 2", "3 cells; expected 2", "in quotes")]
    [DataRow("file,caption\na.png\n", "1 cell; expected 2, as line 1 names them")]
    [DataRow("number,caption\n1,a dog\n", "names a column of captions but none of files")]
    [DataRow("file,caption\n", "holds no caption")]
    public void Files_that_do_not_fit_are_refused(string content, params string[] parts)
    {
        Draw("a.png");
        Draw("in/b.png");
        string csv = Write(content);
        string message = Assert.ThrowsExactly<GanDataException>(
            () => CaptionedImages.Open(_folder["images"], csv, new() { Size = 8 })).Message;
        foreach (string part in parts)
            Assert.Contains(part, message);
        Assert.Contains("captions.csv", message);
    }

    [TestMethod]
    public void Data_without_captions_are_refused()
    {
        Draw("a.png");
        Refused("comes without captions", () => CaptionedImages.Open(_folder["images"]));
        Refused("no file", () => CaptionedImages.Open(_folder["images"], _folder["missing.csv"]));
        Refused("come with captions", () => CaptionedImages.Open("builtin:scenes", "captions.csv"));
        Refused("has colors", () => CaptionedImages.Open("builtin:scenes", options: new() { Channels = 1 }));
        Refused("16 to 1024", () => CaptionedImages.Open("builtin:scenes", options: new() { Size = 12 }));
        Refused("names files", () => CaptionedImages.Open("builtin:glyphs", Write("a.png,a dog\n")));
        using var glyphs = SampleSource.Open("builtin:glyphs");
        Refused("endless", () => new CaptionedImages(glyphs, [["a"]]));
        using var two = new SampleSubset(glyphs, [0, 1]);
        Refused("2 images, but there are captions for 1", () => new CaptionedImages(two, [["a"]]));
        Refused("Image 1", () => new CaptionedImages(two, [["a"], []]));
        Refused("empty caption", () => new CaptionedImages(two, [["a"], ["b", " "]]));

        static void Refused(string text, Func<CaptionedImages> open) =>
            Assert.Contains(text, Assert.ThrowsExactly<GanDataException>(open).Message);
    }

    private string Write(string content) => _folder.Write("captions.csv", Encoding.UTF8.GetBytes(content));

    private void Draw(string name)
    {
        using var image = new SKBitmap(8, 8);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        _folder.Write($"images/{name}", data.ToArray());
    }
}
