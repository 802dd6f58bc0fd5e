using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary>Run of <c>mlgan train --system captioning</c>.</summary>
internal sealed partial class CaptionRun(TrainSettings settings, Terminal terminal) : TrainingRun(settings, terminal)
{
    public override int Run()
    {
        if (Settings.DryRun)
            return Preview();
        using var folder = OpenFolder();
        using var stop = ListenForStop();
        using var live = OpenLive(stop);
        using var opened = OpenedCaptions.Open(Settings, Terminal.Error, stop.Token);
        SetThreads();
        var options = CaptionSettings.OptionsOf(Settings);
        options.CheckpointFolder = CheckpointsOf(folder);
        using var gan = CaptionGan.Create(options, opened.Training);
        Terminal.Error.WriteLine(Described(gan));
        SayConvolutions();
        stop.Token.ThrowIfCancellationRequested();

        var asTaken = CaptionSettings.WithOptions(Settings, gan.Options, opened.Training.Shape);
        var samples = new CaptionSampleFiles(gan, opened.Shown, folder.Samples, Settings.Options.SampleInterval);
        long steps = Train(gan, asTaken, samples, folder, stop.Token);
        if (steps == 0)
            return EndWithoutStep(folder);
        folder.Finish(() =>
        {
            gan.Export().Save(folder.Generator);
            if (gan.HasEvaluator)
                gan.ExportEvaluator().Save(folder.Evaluator);
        });
        int code = SaveWeights(gan.SaveWeights, folder);
        if (opened.HeldOut is { } heldOut)
            Test(gan, heldOut, folder);
        code = WriteCard(folder, code, "generator.onnx");
        SayStopped(steps, gan.Options.Steps, "captioner");
        SayWritten("generator.onnx");
        if (gan.HasEvaluator)
            SayWritten("evaluator.onnx");
        return code;
    }

    private void Test(CaptionGan gan, CaptionedImages heldOut, OutputFolder folder)
    {
        var test = CaptionTest.Run(gan, heldOut);
        folder.WriteCaptions(test);
        string truth = test.TrueShare is { } share ? $": {Number(100 * share, "F1")} % of them are true" : "";
        Say($"{ShortText.Count(test.Count, "held-out image")}, {test.CaptionsPerImage} captions each{truth}; "
            + $"{Number(test.DistinctCaptions, "F2")} of an image's differ.");
        Say($"Distinct-1 {Number(test.Distinct1, "F3")} and distinct-2 {Number(test.Distinct2, "F3")} of an image's "
            + $"captions, {Number(test.CorpusDistinct1, "F4")} and {Number(test.CorpusDistinct2, "F4")} of all.");
        string score = test.EvaluatorScore is { } mean ? $"; mean score of the evaluator {Number(mean, "F3")}" : "";
        Say($"First captions of the images: BLEU-4 {Number(test.Bleu4, "F3")}, CIDEr-D {Number(test.CiderD, "F2")}"
            + $"{score}.");
    }

    private void Say(string text) => Terminal.Output.WriteLine(text);

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "unknown";

    private static string Described(CaptionGan gan) => string.Create(
        CultureInfo.InvariantCulture,
        $"captioning by {gan.Options.Objective.Name()}: {gan.Vocabulary.Count} words, captions of at most "
            + $"{gan.Options.MaxLength}, batch {gan.Options.BatchSize}, {gan.Options.Steps} steps");
}
