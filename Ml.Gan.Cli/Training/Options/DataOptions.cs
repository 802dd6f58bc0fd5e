using System.CommandLine;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>What is learnt from.</summary>
internal sealed class DataOptions : OptionGroup
{
    private readonly Option<string> _data;
    private readonly NumberOption<int> _size;
    private readonly ChoiceOption _channels;
    private readonly NumberOption<int> _holdOut;
    private readonly NumberOption<int> _labels;

    public DataOptions()
        : base("Data")
    {
        _data = Add(new Option<string>("--data")
        {
            Description = "Folder of PNG, JPEG or BMP images (subfolders too), IDX file or folder of them, builtin:glyphs, or "
                + "stacked:SOURCE of labelled ones.",
            HelpName = "PATH|builtin:glyphs",
            Required = true,
        });
        _size = Add(new NumberOption<int>("--size", "Height and width of the images; others are cropped and resized.", 1, 1024, 28), "Size");
        _channels = Add(new ChoiceOption("--channels", "1 for grey, 3 for colour.", ["1", "3"], "1"), "Channels");
        _holdOut = Add(new NumberOption<int>(
            "--hold-out", "Images kept out of the training, to judge by and to test a classifier with. Default: none.", 1, int.MaxValue));
        _labels = Add(
            new NumberOption<int>(
                "--labels", "Labels that a semi-supervised objective may learn from, spread over the classes. Default: all.", 1, int.MaxValue),
            nameof(LatentGanOptions.LabeledSamples));
    }

    public string Path(ParseResult line) => line.GetRequiredValue(_data);

    public int? HoldOut(ParseResult line) => line.GetValue(_holdOut);

    public SampleShape Shape(ParseResult line)
    {
        int size = line.GetValue(_size)!.Value;
        return new SampleShape(line.GetValue(_channels) == "3" ? 3 : 1, size, size);
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line) => options.LabeledSamples = line.GetValue(_labels);

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps)
    {
        var shape = Shape(line);
        return
        [
            (_data, Path(line)),
            (_size, shape.Height),
            (_channels, shape.Channels),
            (_holdOut, HoldOut(line)),
            (_labels, options.LabeledSamples),
        ];
    }
}
