using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Translating;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan translate</c>.</summary>
internal static class TranslateCommand
{
    private const string Notes = """
        Images may have any size; they are turned upright, and brought to gray or color as the translator takes them.
        Each result is a PNG file in DIR, named as its image, in the same subfolders as below a folder IN; existing
        files are replaced. Images that can't be read are named, and the rest is translated. Large images go in
        overlapping tiles: where a network normalizes each image by itself, larger tiles differ less from each other.
        Ctrl-C, SIGTERM or SIGHUP drop the image in progress; those that are written stay.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A translator, as train writes it." };
        var inputs = new Argument<string[]>("IN")
        {
            Description = "Image files, and folders of images.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for the results; it is created.",
            HelpName = "DIR",
            Required = true,
        };
        var target = new Option<string?>("--target")
        {
            Description = "Folder of what the results should be, by the same names; prints PSNR and SSIM of each.",
            HelpName = "DIR",
        };
        var mask = new Option<string?>("--mask")
        {
            Description = "Masks of images with holes, by the same names or one for all, white in the holes; for a "
                + "translator of the system completion.",
            HelpName = "FILE|DIR",
        };
        var guidance = new Option<string?>("--guidance")
        {
            Description = "Images that guide what is filled in, likewise; for a translator that was trained so.",
            HelpName = "FILE|DIR",
        };
        var background = BackgroundOption.Create(
            "What is seen where pictures are transparent, as for train. Default white.");
        var tile = new NumberOption<int>(
            "--tile", "Side of the tiles of large images in pixels; smaller ones take less memory.",
            TileOptions.LeastSize, TileOptions.GreatestSize, new TileOptions().Size);
        var device = new ChoiceOption<GeneratorDevice>(
            "--device", "Where to run. Default: cuda where it works, else cpu.",
            ("cpu", GeneratorDevice.Cpu), ("cuda", GeneratorDevice.Cuda));

        var json = new Option<bool>("--json") { Description = "Prints what was done as JSON." };
        var command = new NotedCommand("translate", "Translates images and writes the results.", Notes)
        {
            model, inputs, output, target, mask, guidance, background, tile, device, json,
        };
        command.SetAction(line => new TranslateRun(
            new TranslateSettings
            {
                Model = line.GetRequiredValue(model),
                Inputs = line.GetRequiredValue(inputs),
                Output = line.GetRequiredValue(output),
                Target = line.GetValue(target),
                Mask = line.GetValue(mask),
                Guidance = line.GetValue(guidance),
                Background = BackgroundOption.Read(line, background),
                Tiles = new TileOptions { Size = line.GetValue(tile)!.Value },
                IsJson = line.GetValue(json),
                Runtime = new OnnxGeneratorOptions { Device = line.GetValue(device) },
            },
            terminal).Run());
        return command;
    }
}
