using Ml.Gan.Tests.Cli.Translating;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary><c>mlgan translate</c> with masks, and with images that guide.</summary>
[TestClass]
public sealed class TranslateHolesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    private string Guided => _folder.Write("guided.onnx", CompletionTests.Filling(guidance: 1));

    private string Plain => _folder.Write("plain.onnx", CompletionTests.Filling(guidance: 0));

    /// <summary>Half of what guides is 64 for black and 191 for white.</summary>
    [TestMethod]
    public void White_of_masks_is_filled_by_the_same_names()
    {
        _folder.Write("in/a.png", PictureBytes.Gray(3, 2, (_, _) => 10));
        _folder.Write("in/sub/b.png", PictureBytes.Gray(2, 2, (_, _) => 20));
        _folder.Write("masks/a.png", PictureBytes.Gray(3, 2, (x, y) => (byte)(x == 1 ? 255 : 127)));
        _folder.Write("masks/sub/b.bmp", PictureBytes.Bmp(2, 2, (x, y) => Shade(y == 0 ? 128 : 0)));
        _folder.Write("guides/a.png", PictureBytes.Gray(3, 2, (_, y) => (byte)(255 * y)));
        _folder.Write("guides/sub/b.png", PictureBytes.Gray(2, 2, (_, _) => 255));

        Run(Guided, _folder["in"], "--mask", _folder["masks"], "--guidance", _folder["guides"], "--out", _folder["out"])
            .Succeeded();

        CollectionAssert.AreEqual(new byte[] { 10, 64, 10, 10, 191, 10 }, Result("a.png"));
        CollectionAssert.AreEqual(new byte[] { 191, 191, 20, 20 }, Result("sub/b.png"));
    }

    [TestMethod]
    public void One_mask_goes_with_all_images_and_what_is_transparent_in_it_is_no_hole()
    {
        _folder.Write("in/a.png", PictureBytes.Gray(2, 1, (_, _) => 10));
        _folder.Write("in/b.png", PictureBytes.Gray(2, 1, (_, _) => 20));
        string mask = _folder.Write(
            "mask.png", PictureBytes.Png(2, 1, 4, (x, _) => [255, 255, 255, (byte)(255 * x)]));
        Run(Plain, _folder["in"], "--mask", mask, "--out", _folder["out"]).Succeeded();
        CollectionAssert.AreEqual(new byte[] { 10, 159 }, Result("a.png"));
        CollectionAssert.AreEqual(new byte[] { 20, 159 }, Result("b.png"));
    }

    [TestMethod]
    public void What_is_missing_or_too_much_is_named_by_its_option()
    {
        string image = _folder.Write("in/a.png", PictureBytes.Gray(2, 2, (_, _) => 10));
        string mask = _folder.Write("masks/a.png", PictureBytes.Gray(2, 2, (_, _) => 255));
        string other = _folder.Write("other.onnx", Translators.Identity());
        string[] rest = [image, "--out", _folder["out"]];
        Run([Plain, .. rest]).Failed(2, "--mask: ", "fills holes of images. Give masks");
        Run([Guided, .. rest, "--mask", mask]).Failed(2, "--guidance: ", "images that guide it. Give such");
        Run([Plain, .. rest, "--mask", mask, "--guidance", mask]).Failed(2, "--guidance: ", "Leave them out");
        Run([other, .. rest, "--mask", mask]).Failed(2, "--mask: ", "fills no holes");
        Run([other, .. rest, "--guidance", mask]).Failed(2, "--guidance: ", "Leave them out");
        Run([Plain, .. rest, "--mask", _folder["none"]]).Failed(1, "There is no file or folder", "white in the holes");
        _folder.Write("empty/b.png", PictureBytes.Gray(2, 2, (_, _) => 255));
        Run([Plain, .. rest, "--mask", _folder["empty"]]).Failed(1, "has no mask in", "expected 'a.png'");
        Run(Plain, image, "--mask", _folder["masks"], "--out", _folder["masks"])
            .Failed(2, "--out: ", "would take the place of its mask");
        Assert.IsFalse(Directory.Exists(_folder["out"]));
    }

    [TestMethod]
    public void A_mask_that_is_empty_or_of_another_size_leaves_its_image_out()
    {
        _folder.Write("in/a.png", PictureBytes.Gray(2, 2, (_, _) => 10));
        _folder.Write("in/b.png", PictureBytes.Gray(2, 2, (_, _) => 10));
        _folder.Write("in/c.png", PictureBytes.Gray(2, 2, (_, _) => 10));
        _folder.Write("masks/a.png", PictureBytes.Gray(2, 2, (_, _) => 127));
        _folder.Write("masks/b.png", PictureBytes.Gray(3, 2, (_, _) => 255));
        _folder.Write("masks/c.png", PictureBytes.Gray(2, 2, (_, _) => 255));

        var run = Run(Plain, _folder["in"], "--mask", _folder["masks"], "--out", _folder["out"]);

        Assert.AreEqual(1, run.Code);
        Assert.Contains("a.png', which is empty: nothing in it is white", run.Error);
        Assert.Contains($"it has 2×2 pixels, but its mask '{_folder["masks/b.png"]}' 3×2.", run.Error);
        Assert.Contains("2 of 3 images can't be translated", run.Error);
        CollectionAssert.AreEqual(new byte[] { 159, 159, 159, 159 }, Result("c.png"));
    }

    [TestMethod]
    public void Info_shows_what_the_channels_are()
    {
        var run = Tool.Run("info", Guided);
        run.Succeeded();
        Assert.Contains("fills       holes of gray images", run.Output);
        Assert.Contains("channels    1 of the image, 1 of the mask, 1 of an image that guides", run.Output);
        string json = Tool.Run("info", Plain, "--json").Output;
        Assert.Contains("\"takes_mask\": true", json);
        Assert.Contains("\"guidance_channels\": 0", json);
        Assert.Contains("\"least_size\": 1", json);
    }

    private static Tool Run(params string[] args) => Tool.Run(["translate", .. args]);

    private byte[] Result(string name) => DecodedPicture.Gray(File.ReadAllBytes(_folder[$"out/{name}"]), out _);

    private static (byte, byte, byte) Shade(int value) => ((byte)value, (byte)value, (byte)value);
}
