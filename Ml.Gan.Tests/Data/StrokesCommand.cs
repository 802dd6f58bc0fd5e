using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Data;

/// <summary>
/// Command of the tests' own program that measures translators between <c>builtin:thin</c> and <c>builtin:bold</c> on
/// digits that no training with another seed has seen: how many of the outputs have the stroke width of the other set,
/// how many are of the class of their input (by a classifier that learned from real digits of the other set), and how
/// near what comes back is to what was given.
/// </summary>
internal static class StrokesCommand
{
    public const string Command = "strokes";

    private const int Count = 1000, Seed = 77, TrainingDigits = 4000;

    /// <param name="arguments">The files from thin to bold and from bold to thin.</param>
    public static int Start(string[] arguments)
    {
        if (arguments is not [var toBold, var toThin])
        {
            Console.Error.WriteLine($"usage: {Command} THIN-TO-BOLD.onnx BOLD-TO-THIN.onnx");
            return 2;
        }
        using OnnxTranslator there = OnnxTranslator.Load(toBold), back = OnnxTranslator.Load(toThin);
        Report("thin to bold", "builtin:thin", "builtin:bold", there, back, width => width > StrokeWidth.Boundary);
        Report("bold to thin", "builtin:bold", "builtin:thin", back, there, width => width < StrokeWidth.Boundary);
        return 0;
    }

    private static void Report(
        string title, string from, string to, OnnxTranslator there, OnnxTranslator back, Predicate<double> isOther)
    {
        using var given = SampleSource.Open(from, new SampleSourceOptions { Seed = Seed });
        using var other = SampleSource.Open(to, new SampleSourceOptions { Seed = Seed });
        var shape = given.Shape;
        float[] images = Read(given, Count);
        long[] labels = given.Labels!.Read(Indices(Count));
        float[] made = [.. there.Translate(images, Count, shape.Height, shape.Width).Values.Span];
        float[] returned = [.. back.Translate(made, Count, shape.Height, shape.Width).Values.Span];
        long[] digits = Indices(TrainingDigits + Count);
        using var classifier = SampleClassifier.Train(other, digits[..TrainingDigits], digits[TrainingDigits..]);
        int[] classes = classifier.Classify(new SampleRows(made, shape.Length)).Classes;
        double widths = made.Chunk(shape.Length).Count(image => isOther(StrokeWidth.Of(image, shape)));
        double kept = classes.Zip(labels).Count(pair => pair.First == pair.Second);
        double psnr = ImageComparison.Of(returned, images, shape).MeanPsnr;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: stroke width {widths / Count:P1}, class {kept / Count:P1} (the classifier is right for "
                + $"{classifier.Accuracy:P1} of real ones), there and back {psnr:F1} dB"));
    }

    private static long[] Indices(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];

    private static float[] Read(ISampleSource source, int count)
    {
        float[] values = new float[count * source.Shape.Length];
        source.Read(Indices(count), values);
        return values;
    }
}
