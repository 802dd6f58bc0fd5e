using System.Globalization;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary>Run of <c>mlgan train --system</c>.</summary>
internal sealed partial class TranslationRun(TrainSettings settings, Terminal terminal)
    : TrainingRun(settings, terminal)
{
    public override int Run()
    {
        if (Settings.DryRun)
            return Preview();
        if (Terminal.Replicas is { Rank: > 0 })
            return TakePart();
        using var folder = OpenFolder();
        using var stop = ListenForStop();
        using var live = OpenLive(stop);
        using var opened = OpenedTranslation.Open(Settings, Terminal.Error, stop.Token);
        SetThreads();
        var options = TranslationSettings.OptionsOf(Settings);
        options.CheckpointFolder = CheckpointsOf(folder);
        using var gan = TranslationGan.Create(options, opened.Training);
        Terminal.Error.WriteLine(Described(gan.Options));
        SayConvolutions();
        SayRanks(gan.Options.BatchSize);
        stop.Token.ThrowIfCancellationRequested();

        var asTaken = TranslationSettings.WithOptions(Settings, gan.Options, opened.Training.Target);
        var pictures = new TranslationGridFiles(gan, opened.Shown, folder.Samples, Settings.Options.SampleInterval);
        long steps = Train(gan, asTaken, pictures, folder, stop.Token);
        if (steps == 0)
            return EndWithoutStep(folder);
        string[] files = [.. gan.Translators.Select(name => $"{name}.onnx")];
        folder.Finish(
            () =>
            {
                foreach (var (file, name) in files.Zip(gan.Translators))
                    gan.Export(name).Save(folder.At(file));
            },
            files);
        int code = SaveWeights(gan.SaveWeights, folder);
        if (opened.HeldOut is { IsPaired: true } heldOut)
            Test(gan, heldOut, folder, stop.Token);
        code = WriteCard(folder, code, files);
        SayStopped(steps, gan.Options.Steps, "generator");
        foreach (string file in files)
            SayWritten(file);
        return code;
    }

    private int TakePart()
    {
        using var stop = ListenForStop();
        using var opened = OpenedTranslation.Open(Settings, Terminal.Error, stop.Token);
        SetThreads();
        using var gan = TranslationGan.Create(TranslationSettings.OptionsOf(Settings), opened.Training);
        return TakePart(gan, stop.Token);
    }

    private void Test(
        TranslationGan gan, TranslationData heldOut, OutputFolder folder, CancellationToken cancellation)
    {
        bool hasFeatures = File.Exists(OpenedFeatures.ResNet18File) && heldOut.Target.Channels is 1 or 3;
        using var features = hasFeatures
            ? OnnxFeatures.Load(
                OpenedFeatures.ResNet18File, heldOut.Target, new OnnxFeaturesOptions { Name = "ResNet-18" })
            : null;
        int count = (int)heldOut.Count!;
        string pairs = ShortText.Count(count, "held-out pair");
        Terminal.Error.WriteLine($"Translating {pairs}.");
        TranslationTest test;
        try
        {
            test = TranslationTest.Run(
                gan, heldOut, features, new ImageProgress(count, Terminal.Error), cancellation);
        }
        catch (OperationCanceledException)
        {
            Terminal.Output.WriteLine($"Stopped before the {pairs} were compared; the generator is saved.");
            return;
        }
        folder.WriteTranslation(test);
        Say($"{pairs}: PSNR {{0:F2}} dB, SSIM {{1:F3}}.", test.Psnr, test.Ssim);
        SayAsSet("They", test.Features, features);
        if (test.InputPsnr is not null)
        {
            Say("Their inputs: PSNR {0:F2} dB, SSIM {1:F3}.", test.InputPsnr, test.InputSsim);
            SayAsSet("The inputs", test.InputFeatures, features);
        }
        if (test.HolePsnr is not null)
            Say("Within the holes: PSNR {0:F2} dB; where they are left gray, {1:F2} dB.",
                test.HolePsnr, test.InputHolePsnr);
    }

    private void SayAsSet(string who, FeatureComparison? found, OnnxFeatures? features)
    {
        if (found is null)
            return;
        string rest = found.Precision is null ? "" : ", precision {2:F3}, recall {3:F3}";
        Say($"{who} against the targets by {features!.Name}: Fréchet distance {{0:G4}}, KID {{1:G4}}{rest}.",
            found.Frechet, found.Kid, found.Precision, found.Recall);
    }

    private void Say(string format, params object?[] values) =>
        Terminal.Output.WriteLine(string.Format(CultureInfo.InvariantCulture, format, values));

    private static string Described(TranslationOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.System.Name}: translator {options.Translator!.Name} of width {options.Translator.Width}, objective "
            + $"{options.Objective!.Name}, patches of {options.PatchSize}, batch {options.BatchSize}, "
            + $"{options.Steps} steps");
}
