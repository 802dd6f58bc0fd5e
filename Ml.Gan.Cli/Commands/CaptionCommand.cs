using System.CommandLine;
using Ml.Gan.Cli.Captioning;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan caption</c>.</summary>
internal static class CaptionCommand
{
    private const int MostCaptions = 1000;

    private const string Notes = """
        Images are turned upright, cropped to their central square and brought to the captioner's size, as for a
        training. Each caption is written from noise of its own; two may be the same. The captions of an image depend
        on the image and the seed alone. With --evaluator each has the score of how likely it is a person's for the
        image, from 0 to 1. distinct-n is the share of different runs of n words in all captions; with --references
        BLEU-4 and CIDEr-D compare captions with what people say of the same images: rows of a file's name and a
        caption. Images that can't be read are named, and the rest gets captions.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A captioner, as train writes it." };
        var inputs = new Argument<string[]>("IMAGE")
        {
            Description = "Image files, and folders of images.",
            Arity = ArgumentArity.OneOrMore,
        };
        var count = new NumberOption<int>(
            "--count", "Captions of each image.", 1, MostCaptions, OnnxCaptioner.DefaultCount);
        var seed = new NumberOption<int>(
            "--seed", "Seed of the noise; the same seed gives the same captions.", int.MinValue, int.MaxValue, 1);
        var evaluator = new Option<string?>("--evaluator")
        {
            Description = "Evaluator, as train writes it, that scores the captions.",
            HelpName = "FILE.onnx",
        };
        var references = new Option<string?>("--references")
        {
            Description = "What people say of the images, as --captions of train.",
            HelpName = "FILE.csv",
        };
        var background = BackgroundOption.Create(
            "What is seen where pictures are transparent, as for train. Default white.");
        var device = new ChoiceOption<GeneratorDevice>(
            "--device", "Where to run. Default: cuda where it works, else cpu.",
            ("cpu", GeneratorDevice.Cpu), ("cuda", GeneratorDevice.Cuda));
        var json = new Option<bool>("--json") { Description = "As JSON." };

        var command = new NotedCommand("caption", "Writes captions of images.", Notes)
        {
            model, inputs, count, seed, evaluator, references, background, device, json,
        };
        command.SetAction(line => new CaptionRun(
            new CaptionSettings
            {
                Model = line.GetRequiredValue(model),
                Inputs = line.GetRequiredValue(inputs),
                Count = line.GetValue(count)!.Value,
                Seed = line.GetValue(seed)!.Value,
                Evaluator = line.GetValue(evaluator),
                References = line.GetValue(references),
                Background = BackgroundOption.Read(line, background),
                Runtime = new OnnxGeneratorOptions { Device = line.GetValue(device) },
                IsJson = line.GetValue(json),
            },
            terminal).Run());
        return command;
    }
}
