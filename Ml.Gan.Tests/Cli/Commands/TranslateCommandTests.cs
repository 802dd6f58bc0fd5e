using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli.Translating;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class TranslateCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    private string Out => _folder["out"];

    [TestMethod]
    public void Images_of_files_and_folders_keep_their_names_and_subfolders()
    {
        _folder.Write("photos/b.png", Color(7, 5, 1));
        _folder.Write("photos/sub/deep/c.bmp", PictureBytes.Bmp(6, 4, (x, y) => ((byte)(9 * x), (byte)(9 * y), 7)));
        _folder.Write("photos/.hidden.png", Color(2, 2, 1));
        _folder.Write("photos/notes.txt", [1]);
        string single = _folder.Write("a.b.JPG", PictureBytes.Jpeg(components: 1));

        var run = Run(Inversion(3), single, _folder["photos"], "--out", Out, "--device", "cpu");

        run.Succeeded();
        Assert.AreEqual($"Wrote 3 images to {Out}", run.Output.Trim());
        Assert.Contains("CPU", run.Error);
        Assert.Contains("Left out 1 file of another kind: 1 .txt.", run.Error);
        CollectionAssert.AreEquivalent(
            new[] { "a.b.png", "b.png", "sub/deep/c.png" },
            Directory.GetFiles(Out, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Out, path)).ToArray());
        byte[] photo = DecodedPicture.Pixels(File.ReadAllBytes(_folder["photos/b.png"]), out var size);
        CollectionAssert.AreEqual(
            photo.Select(value => (byte)(255 - value)).ToArray(), DecodedPicture.Pixels(Result("b.png"), out var same));
        Assert.AreEqual(size, same);
        byte[] jpeg = DecodedPicture.Pixels(Result("a.b.png"), out size);
        Assert.AreEqual((64, 64), size);
        Assert.IsTrue(jpeg.All(value => value == 255 - PictureBytes.JpegValue));
    }

    [TestMethod]
    public void Pictures_are_turned_upright_laid_over_the_background_and_made_gray_or_color()
    {
        byte[] gray = PictureBytes.Gray(3, 2, (x, y) => (byte)((100 * y) + x));
        _folder.Write("in/turned.png", PictureBytes.WithExif(gray, PictureBytes.Exif(6, little: true)));
        _folder.Write("in/clear.png", PictureBytes.Png(2, 1, 4, (x, _) => [10, 20, 30, (byte)(255 * x)]));
        string[] folder = [_folder["in"], "--out", Out, "--background", "#ff0000"];

        Run([Model("gray.onnx", Translators.Identity(1)), .. folder]).Succeeded();
        CollectionAssert.AreEqual(
            new byte[] { 100, 0, 101, 1, 102, 2 }, DecodedPicture.Gray(Result("turned.png"), out var turned));
        Assert.AreEqual((2, 3), turned);
        CollectionAssert.AreEqual(new byte[] { 76, 18 }, DecodedPicture.Gray(Result("clear.png"), out _));

        Run([Model("color.onnx", Translators.Identity(3)), .. folder]).Succeeded();
        CollectionAssert.AreEqual(
            new byte[] { 255, 0, 0, 10, 20, 30 }, DecodedPicture.Pixels(Result("clear.png"), out _));
        CollectionAssert.AreEqual(
            new byte[] { 100, 100, 100, 0, 0, 0, 101, 101, 101, 1, 1, 1, 102, 102, 102, 2, 2, 2 },
            DecodedPicture.Pixels(Result("turned.png"), out _));
    }

    [TestMethod]
    public void Results_are_larger_by_the_scale_also_in_tiles()
    {
        string image = _folder.Write("a.png", PictureBytes.Gray(50, 40, (x, y) => (byte)(4 * x)));
        var run = Run(Model("m.onnx", Translators.Doubling()), image, "--out", Out, "--tile", "16");
        run.Succeeded();
        Assert.AreEqual($"Wrote {Path.Combine(Out, "a.png")}", run.Output.Trim());
        byte[] larger = DecodedPicture.Gray(Result("a.png"), out var size);
        Assert.AreEqual((100, 80), size);
        // The lower right pixel of each block is the whole value, the upper left a quarter of it, in [-1, 1].
        for (int x = 0; x < 50; x++)
        {
            Assert.AreEqual(4 * x, larger[100 + (2 * x) + 1]);
            Assert.AreEqual(127.5 + (((4 * x) - 127.5) / 4), larger[2 * x], 0.51);
        }
    }

    [TestMethod]
    public void Existing_results_are_replaced_and_other_files_stay()
    {
        string image = _folder.Write("a.png", PictureBytes.Gray(2, 2, (_, _) => 9));
        _folder.Write("out/a.png", [1, 2, 3]);
        _folder.Write("out/b.png", [4]);
        Run(Model("m.onnx", Translators.Identity()), image, "--out", Out).Succeeded();
        CollectionAssert.AreEqual(new byte[] { 9, 9, 9, 9 }, DecodedPicture.Gray(Result("a.png"), out _));
        CollectionAssert.AreEqual(new byte[] { 4 }, Result("b.png"));
        Assert.HasCount(2, Directory.GetFileSystemEntries(Out));
    }

    /// <summary>All bytes are off by 10, those of the other by 20: 20·log₁₀(255 / 10) and 20·log₁₀(255 / 20).</summary>
    [TestMethod]
    public void Results_are_compared_with_targets_of_the_same_names()
    {
        _folder.Write("in/a.png", PictureBytes.Gray(6, 5, (x, y) => (byte)(9 * x + y)));
        _folder.Write("in/sub/b.png", PictureBytes.Gray(8, 9, (x, y) => (byte)(9 * x + y)));
        _folder.Write("true/a.png", PictureBytes.Gray(6, 5, (x, y) => (byte)(9 * x + y + 10)));
        _folder.Write("true/sub/b.bmp", PictureBytes.Bmp(8, 9, (x, y) =>
            ((byte)(9 * x + y + 20), (byte)(9 * x + y + 20), (byte)(9 * x + y + 20))));
        string[] args =
            [Model("m.onnx", Translators.Identity()), _folder["in"], "--out", Out, "--target", _folder["true"]];

        var run = Run(args);

        run.Succeeded();
        string[] lines = run.Output.TrimEnd().Split(Environment.NewLine);
        CollectionAssert.AreEqual(
            new[]
            {
                "a.png  PSNR 28.13 dB", "sub/b.png  PSNR 22.11 dB",
                $"Mean of 2 images against '{_folder["true"]}': PSNR 25.12 dB", $"Wrote 2 images to {Out}",
            },
            lines);

        _folder.Write("true/a.png", File.ReadAllBytes(_folder["in/a.png"]));
        Assert.Contains("PSNR ∞ (1 of 2 images equal)", Run(args).Output);
        _folder.Write("true/a.png", PictureBytes.Gray(5, 6, (_, _) => 9));
        run = Run(args);
        Assert.AreEqual(1, run.Code);
        Assert.Contains("true/a.png' has 5×6 pixels, but the result 6×5.", run.Error);
        Assert.Contains("mlgan: 1 of 2 results can't be compared", run.Error);
        _folder.Write("true/a.jpg", [1]);
        Run(args).Failed(1, "has two targets", "'a.jpg' and 'a.png'");
        File.Delete(_folder["true/sub/b.bmp"]);
        File.Delete(_folder["true/a.jpg"]);
        Run(args).Failed(1, "has no target in", "expected 'sub/b.png'");
        Run([.. args[..^1], _folder["none"]]).Failed(1, $"There is no folder '{_folder["none"]}'");
    }

    [TestMethod]
    [Timeout(120_000)]
    public void A_stopped_run_leaves_whole_files_only()
    {
        const int Images = 2000;
        string model = Model("m.onnx", Translators.Convolution(OnnxRun.Numbers(25, 1), kernel: 5));
        for (int i = 0; i < Images; i++)
            _folder.Write($"in/{i}.png", PictureBytes.Gray(64, 64, (x, y) => (byte)(x * y)));
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(() =>
        {
            ToolProcess.WaitFor(() => File.Exists(Path.Combine(Out, "0.png")));
            stop.Cancel();
        });

        var run = Tool.Run(stop.Token, "translate", model, _folder["in"], "--out", Out);

        watch.Wait();
        Assert.AreEqual(130, run.Code, run.Error);
        string[] written = Directory.GetFileSystemEntries(Out);
        Assert.IsLessThan(Images, written.Length);
        Assert.Contains($"Stopped: {written.Length} of {Images} images are in '{Out}'.", run.Error);
        foreach (string path in written)
        {
            Assert.EndsWith(".png", path);
            DecodedPicture.Gray(File.ReadAllBytes(path), out var size);
            Assert.AreEqual((64, 64), size);
        }
    }

    [TestMethod]
    public void Info_shows_what_a_translator_takes_and_gives()
    {
        string model = Model("m.onnx", Translators.Inversion(
            3, (TranslatorMetadata.System, "cycle-gan"), (TranslatorMetadata.SizeMultiple, "4"),
            (TranslatorMetadata.TrainingSize, "96,128"), (TranslatorMetadata.Domains, "thin,bold")));
        var run = Tool.Run("info", model);
        run.Succeeded();
        string[] parts =
        [
            "input       input float [N, 3, N, N]", "translates  color images to color images",
            "sizes       any; padded to multiples of 4, trained on 128×96", "domains     thin to bold",
            "system      cycle-gan",
        ];
        foreach (string part in parts)
            Assert.Contains(part, run.Output);

        var json = JsonDocument.Parse(Tool.Run("info", model, "--json").Output).RootElement;
        Assert.AreEqual(4, json.GetProperty("size_multiple").GetInt32());
        Assert.AreEqual("bold", json.GetProperty("domains")[1].GetString());
        Assert.AreEqual("cycle-gan", json.GetProperty("metadata").GetProperty("system").GetString());
        Assert.Contains(
            "gray images to gray images, 2 times as high and wide",
            Tool.Run("info", Model("d.onnx", Translators.Doubling())).Output);
    }

    private static Tool Run(params string[] args) => Tool.Run(["translate", .. args]);

    private string Model(string name, byte[] bytes) => _folder.Write(name, bytes);

    private string Inversion(int channels) => Model("inversion.onnx", Translators.Inversion(channels));

    private byte[] Result(string name) => File.ReadAllBytes(Path.Combine(Out, name));

    private static byte[] Color(int width, int height, int seed)
    {
        var random = new Random(seed);
        return PictureBytes.Png(width, height, 3, (_, _) =>
            [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)]);
    }
}
