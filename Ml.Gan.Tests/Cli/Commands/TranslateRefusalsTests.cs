using Ml.Gan.Tests.Cli.Translating;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary>What <c>mlgan translate</c> refuses or leaves out, and how it says so.</summary>
[TestClass]
public sealed class TranslateRefusalsTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    private string Out => _folder["out"];

    [TestMethod]
    public void Images_that_can_t_be_read_are_named_and_the_others_are_done()
    {
        string good = _folder.Write("in/a.png", PictureBytes.Gray(4, 4, (_, _) => 9));
        _folder.Write("in/b.png", PictureBytes.Gray(40, 40, (x, y) => (byte)(x * y))[..60]);
        _folder.Write("in/c.png", "no picture at all"u8.ToArray());
        string text = _folder.Write("text.txt", "hello"u8.ToArray());

        var run = Run(Model("m.onnx", Translators.Identity()), _folder["in"], text, "--out", Out);

        Assert.AreEqual(1, run.Code);
        Assert.AreEqual($"Wrote 1 image to {Out}", run.Output.Trim());
        Assert.Contains($"Skipped '{_folder["in/b.png"]}': it is truncated or damaged.", run.Error);
        Assert.Contains($"Skipped '{_folder["in/c.png"]}': it is no PNG, JPEG, WebP, GIF or BMP file.", run.Error);
        Assert.Contains($"Skipped '{text}': it is no PNG", run.Error);
        Assert.Contains("mlgan: 3 of 4 images can't be translated; they are named above.", run.Error);
        CollectionAssert.AreEqual(
            DecodedPicture.Gray(File.ReadAllBytes(good), out _), DecodedPicture.Gray(Result("a.png"), out _));
        Assert.HasCount(1, Directory.GetFileSystemEntries(Out));

        string lying = Model("blocks.onnx", Translators.Blocks(says: "1"));
        run = Run(lying, _folder.Write("odd.png", PictureBytes.Gray(9, 8, (_, _) => 9)), "--out", Out);
        run.Failed(1, "1 of 1 image can't be translated");
        Assert.Contains("odd.png': it has 9×8 pixels, and can't be translated: ONNX Runtime failed", run.Error);
    }

    [TestMethod]
    public void Places_that_don_t_do_are_refused_before_anything_is_written()
    {
        string model = Model("m.onnx", Translators.Identity());
        byte[] gray = PictureBytes.Gray(2, 2, (_, _) => 9);
        string a = _folder.Write("in/a.png", gray), sub = _folder.Write("in/sub/a.png", gray);
        string jpeg = _folder.Write("other/a.jpg", PictureBytes.Jpeg(1));
        Directory.CreateDirectory(_folder["empty"]);
        _folder.Write("texts/a.txt", [1]);
        string file = _folder.Write("file", [1]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["in/sub"]);
        string[] before = All();

        Run(model, _folder["in"], "--out", _folder["in/out"]).Failed(2, "--out: '", "is in the folder of the images");
        Run(model, _folder["in"], "--out", _folder["in"]).Failed(2, "is in the folder of the images");
        Run(model, _folder["in"], "--out", _folder["link"]).Failed(2, "is in the folder of the images");
        Run(model, a, "--out", _folder["in"]).Failed(2, "--out: ", $"would take the place of the image '{a}'");
        Run(model, a, sub, "--out", _folder["link"]).Failed(2, "would take the place of the image");
        Run(model, a, jpeg, "--out", Out)
            .Failed(1, $"'{a}' and '{jpeg}' would both become '{Path.Combine(Out, "a.png")}'");
        Run(model, a, a, "--out", Out).Failed(1, "would both become");
        Run(model, _folder["empty"], "--out", Out)
            .Failed(1, $"The folder '{_folder["empty"]}' holds no PNG, JPEG, WebP, GIF or BMP images");
        Run(model, _folder["texts"], "--out", Out).Failed(1, "holds no PNG", "1 file of another kind: 1 .txt");
        Run(model, _folder["none"], "--out", Out).Failed(1, $"There is no file or folder '{_folder["none"]}'");
        Run(model, a, "--out", file).Failed(1, $"The output folder '{file}' is a file");
        Run(model, a, "--out", Path.Combine(file, "below")).Failed(1, "below");
        Run(model, "--out", Out).Failed(2, "translate needs IN: image files, and folders of images.");
        Run(model, a).Failed(2, "'--out' is required: --out DIR.");
        Run(model, a, "--out", Out, "--tile", "15").Failed(2, "--tile takes a whole number from 16 to 16384, not '15'");
        CollectionAssert.AreEquivalent(before, All());
    }

    [TestMethod]
    public void Models_of_another_kind_are_refused_with_what_runs_them()
    {
        string image = _folder.Write("a.png", PictureBytes.Gray(2, 2, (_, _) => 9));
        string generator = Model("generator.onnx", Generators.Image());
        string translator = Model("translator.onnx", Translators.Identity());
        string wide = Model("wide.onnx", Translators.Identity(5));
        string[] before = All();

        Run(generator, image, "--out", Out).Failed(
            1, $"'{generator}' is a generator but not a translator (sample it with 'mlgan sample'");
        Run(_folder["none.onnx"], image, "--out", Out).Failed(1, "Expected an ONNX model of a translator.");
        Run(wide, image, "--out", Out).Failed(1, $"'{wide}' makes images of 5 channels", "1 (gray) or 3 (color)");
        foreach (string[] line in (string[][])
            [["sample", translator, "--out", _folder["x.png"]], ["evaluate", translator, "--data", "builtin:glyphs"]])
            Tool.Run(line).Failed(
                1, $"'{translator}' is a translator but not a generator (translate images with 'mlgan translate'");
        CollectionAssert.AreEquivalent(before, All());
    }

    private static Tool Run(params string[] args) => Tool.Run(["translate", .. args]);

    private string Model(string name, byte[] bytes) => _folder.Write(name, bytes);

    private byte[] Result(string name) => File.ReadAllBytes(Path.Combine(Out, name));

    private string[] All() => Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
}
