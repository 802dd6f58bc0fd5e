using System.Text;
using System.Text.Json;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Checkpoints;
using Ml.Gan.Training.TensorBoard;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Folder that a training or an experiment writes to. It is created and tried out before any work is done; if the
/// training then does not begin, the folders that were created for it go away again.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>Name of the file of the networks' weights.</summary>
    public const string WeightsFile = "weights.safetensors";

    /// <summary>Name of the folder of the checkpoints.</summary>
    public const string CheckpointsFolder = "checkpoints";

    /// <summary>Name of the file of how a discriminator classifies held-out images.</summary>
    public const string ClassificationFile = "classification.json";

    /// <summary>Name of the file of how near to held-out targets outputs are.</summary>
    public const string TranslationFile = "translation.json";

    /// <summary>Name of the file of how captions of held-out images are.</summary>
    public const string CaptionsFile = "captions.json";

    /// <summary>Name of the file of a generator's options.</summary>
    public const string OptionsFile = "options.json";

    private const string GeneratorFile = "generator.onnx";
    private const string EvaluatorFile = "evaluator.onnx";
    private const string UnfinishedOptionsFile = "options.unfinished.json";

    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>What trainings call their generators.</summary>
    private static readonly string[] s_generators = [GeneratorFile, "generator_ab.onnx", "generator_ba.onnx"];

    private readonly string _path;
    private readonly string? _firstCreated;
    private readonly FolderLock? _lock;
    private bool _kept;

    /// <exception cref="GanException">The folder can't be created or written.</exception>
    public OutputFolder(string path)
    {
        (Name, _path) = (path, Path.GetFullPath(path));
        if (File.Exists(_path))
            throw new GanException($"The output folder '{path}' is a file. Give another folder with --out.");
        _firstCreated = FirstMissing(_path);
        try
        {
            Directory.CreateDirectory(_path);
            _lock = FolderLock.Take(_path, "Wait for it, or give another folder with --out.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RemoveCreated();
            throw new GanException(
                $"The output folder '{path}' can't be written: {e.Message} Give another folder with --out.", e);
        }
    }

    /// <summary>The folder, as it was named.</summary>
    public string Name { get; }

    public string Generator => At(GeneratorFile);

    public string Discriminator => At("discriminator.onnx");

    /// <summary>File of what judges captions.</summary>
    public string Evaluator => At(EvaluatorFile);

    public string Weights => At(WeightsFile);

    public string Metrics => At("metrics.jsonl");

    public string Evaluation => At("evaluation.jsonl");

    public string Samples => At("samples");

    /// <summary>Folder of TensorBoard's event files.</summary>
    public string TensorBoard => At("tensorboard");

    public string Checkpoints => At(CheckpointsFolder);

    /// <summary>File of the options of a training that wrote to a folder, or was about to; null for none.</summary>
    public static string? OptionsIn(string folder) =>
        ((string[])[UnfinishedOptionsFile, OptionsFile]).Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Where a file of this name goes.</summary>
    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Keeps the folder.</summary>
    public void Keep() => _kept = true;

    /// <summary>Whether a training before left its generator here.</summary>
    public bool HoldsGenerator => s_generators.Any(name => File.Exists(At(name)));

    /// <summary>Refuses a folder that an earlier training has written to.</summary>
    /// <exception cref="GanOptionException">It has.</exception>
    public void RequireUnused()
    {
        string[] traces = [.. s_generators.Select(At), At(UnfinishedOptionsFile)];
        List<string> found = [.. traces.Where(File.Exists).Select(file => Path.GetFileName(file)!)];
        if (new CheckpointFolder(Checkpoints).Steps.Count > 0)
            found.Add(CheckpointsFolder);
        if (found.Count > 0)
            throw new GanOptionException(nameof(TrainSettings.Out),
                $"'{_path}' holds an earlier training ({string.Join(", ", found)}). Go on with it by --resume, replace "
                + "it by --overwrite, or give another folder.");
    }

    /// <summary>Refuses to begin anew, for want of checkpoints, where that would replace a generator.</summary>
    /// <exception cref="GanOptionException">It would.</exception>
    public void RequireResumable()
    {
        if (HoldsGenerator && new CheckpointFolder(Checkpoints).Steps.Count == 0)
            throw new GanOptionException(nameof(TrainSettings.ResumedFolder),
                $"'{_path}' holds a generator, but no checkpoint in {CheckpointsFolder}/ to go on from. Train anew, "
                + "with --overwrite or in another folder.");
    }

    /// <summary>Leaves no trace of a new training that was stopped before its first step was done.</summary>
    public void Forget() => File.Delete(At(UnfinishedOptionsFile));

    /// <summary>Keeps the folder, for a training that goes on.</summary>
    public void Resume()
    {
        Keep();
        Directory.CreateDirectory(Samples);
    }

    /// <summary>
    /// Keeps the folder, and removes the logs, pictures and checkpoints of an earlier training. What it left beside its
    /// generator stays as long as that does: until there is a new one.
    /// </summary>
    public void Begin()
    {
        Resume();
        new CheckpointFolder(Checkpoints).Clear();
        File.Delete(Evaluation);
        EventFolder.Keep(TensorBoard, lastStep: 0);
        foreach (string sample in Directory.EnumerateFiles(Samples, "step-*"))
            File.Delete(sample);
    }

    /// <summary>
    /// Writes generator and discriminator in the place of those that an earlier training left. <c>options.json</c> is
    /// never beside a generator of another training: at any moment it is the generator's, or there is none.
    /// </summary>
    /// <param name="save">Writes the generators, and what else belongs to them.</param>
    /// <param name="generators">Names of their files; none for <see cref="Generator"/>.</param>
    public void Finish(Action save, params string[] generators)
    {
        string[] belongings =
        [
            At(OptionsFile), Discriminator, Weights, At(ClassificationFile), At(TranslationFile), Evaluator,
            At(CaptionsFile),
            .. s_generators.Except(generators.Length == 0 ? [GeneratorFile] : generators).Select(At),
        ];
        foreach (string file in belongings)
        {
            // A folder of such a name makes writing fail, after the generator is written.
            if (!Directory.Exists(file))
                File.Delete(file);
        }
        TrainingCard.Remove(this);
        save();
        File.Move(At(UnfinishedOptionsFile), At(OptionsFile), overwrite: true);
    }

    /// <summary>
    /// Writes what a training runs with, under the names of the command line with underscores, defaults filled in; null
    /// is what does not apply. It is called <c>options.unfinished.json</c> until <see cref="Finish"/>.
    /// </summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="planned">The same with what was chosen.</param>
    /// <param name="taken">The same, everything that was left open settled.</param>
    public void WriteOptions(TrainSettings asked, TrainSettings planned, TrainSettings taken) => WriteJson(
        UnfinishedOptionsFile,
        new OrderedDictionary<string, object?>(
        [
            .. from option in new TrainOptions().All
               where option.IsRecorded
               let value = option.AppliesTo(taken) ? option.ValueIn(taken) ?? option.ValueIn(asked) : null
               select new KeyValuePair<string, object?>(option.Key, value),
            .. ResumedArguments.Describe(asked, planned),
        ]),
        s_format);

    /// <summary>Writes how many held-out samples the discriminator names wrongly.</summary>
    public void WriteClassification(ClassificationTest test) =>
        WriteJson(ClassificationFile, new { held_out = test.Count, wrong = test.Wrong, error = test.Error });

    /// <summary>Writes how near to held-out targets the outputs are.</summary>
    public void WriteTranslation(TranslationTest test) => WriteJson(TranslationFile, new
    {
        held_out = test.Count,
        psnr = Finite(test.Psnr),
        ssim = test.Ssim,
        frechet = test.Features?.Frechet,
        kid = test.Features?.Kid,
        precision = test.Features?.Precision,
        recall = test.Features?.Recall,
        input_psnr = Finite(test.InputPsnr),
        input_ssim = test.InputSsim,
        input_frechet = test.InputFeatures?.Frechet,
        input_kid = test.InputFeatures?.Kid,
        input_precision = test.InputFeatures?.Precision,
        input_recall = test.InputFeatures?.Recall,
        hole_psnr = Finite(test.HolePsnr),
        input_hole_psnr = Finite(test.InputHolePsnr),
    });

    /// <summary>Writes how captions of held-out images are.</summary>
    public void WriteCaptions(CaptionTest test) => WriteJson(CaptionsFile, new
    {
        held_out = test.Count,
        captions_per_image = test.CaptionsPerImage,
        true_share = test.TrueShare,
        distinct_captions = test.DistinctCaptions,
        distinct_1 = test.Distinct1,
        distinct_2 = test.Distinct2,
        corpus_distinct_1 = test.CorpusDistinct1,
        corpus_distinct_2 = test.CorpusDistinct2,
        bleu_4 = test.Bleu4,
        cider_d = test.CiderD,
        evaluator = test.EvaluatorScore,
    });

    /// <summary>JSON has no infinity, which the PSNR of equal images is.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    public void Dispose()
    {
        _lock?.Dispose();
        if (!_kept)
            RemoveCreated();
    }

    private void WriteJson<T>(string name, T content, JsonSerializerOptions? format = null) =>
        AtomicFile.Write(At(name), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, format) + "\n"));

    private static string? FirstMissing(string path)
    {
        string? missing = null, folder = path;
        for (; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing = folder;
        return missing;
    }

    private void RemoveCreated()
    {
        if (_firstCreated is null)
            return;
        for (string? folder = _path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
            if (folder == _firstCreated)
                break;
        }
    }
}
