using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Replication;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// What one run of <c>mlgan train</c> is asked to do: the library's options, what is around a training, and, as
/// properties, parts of the library's options that have an option of the command line each.
/// </summary>
internal sealed partial record TrainSettings
{
    /// <summary>Event files go to the folder of the training.</summary>
    public const string OwnTensorBoard = "";

    private bool _exportsDiscriminator;
    private bool _isNetworkOpen = true;
    private bool _writesCheckpoints = true;

    public LatentGanOptions Options { get; init; } = new();

    /// <summary>Names of the properties, of these settings, their options and the network, that were given.</summary>
    public HashSet<string> Given { get; } = [];

    /// <summary>The networks; null for those that suit the data.</summary>
    public NetworkArchitecture? Network
    {
        get => _isNetworkOpen ? null : Options.Network;
        set
        {
            _isNetworkOpen = value is null;
            if (value is not null)
                Options.Network = value;
        }
    }

    /// <summary>Name of what is trained; null for a generator from noise.</summary>
    public string? SystemName
    {
        get;
        set
        {
            field = value;
            System = value is null || IsCaptioning(value) ? null : Catalog.Systems.Parse(value);
        }
    }

    /// <summary>System of image translation; null for something else.</summary>
    public TranslationSystem? System
    {
        get;
        private set
        {
            field = value;
            Translation.System = value ?? Translation.System;
        }
    }

    /// <summary>What is trained, as options go with it.</summary>
    public TrainOptionScope Scope => System is not null ? TrainOptionScope.Translation
        : SystemName is not null ? TrainOptionScope.Captioning
        : TrainOptionScope.Noise;

    /// <summary>What captions alone are asked for; the rest is in <see cref="Options"/>.</summary>
    public CaptionOptions Captioning { get; init; } = new();

    /// <summary>File of the captions of the data; null for data that come with them.</summary>
    public string? Captions { get; set; }

    public string Data { get; set; } = "";

    /// <summary>Height and width of the images; null for what suits the data.</summary>
    public int? Size { get; set; }

    /// <summary>1 for gray, 3 for color; null for what suits the data.</summary>
    public int? Channels { get; set; }

    /// <summary>What is seen where pictures are transparent, as <see cref="ColorText"/> names it.</summary>
    public string? Background { get; set; } = ColorText.NameOf(new SampleSourceOptions().Background);

    /// <summary>File of the samples' vectors; null for the data's own.</summary>
    public string? Vectors { get; set; }

    /// <summary>Samples that are kept out of the training; null for none.</summary>
    public int? HoldOut { get; set; }

    /// <summary>Folder for what is written; empty where none was given.</summary>
    public string Out { get; set; } = "";

    /// <summary>What the command line gave, by the names of its options; nothing for a flag.</summary>
    public Dictionary<string, string> Arguments { get; } = [];

    /// <summary>Folder of a training that goes on; null for a new one.</summary>
    public string? ResumedFolder
    {
        get;
        set
        {
            field = value!;
            (Options.Resume, Options.CheckpointFolder) =
                (true, Path.Combine(field, OutputFolder.CheckpointsFolder));
        }
    }

    /// <summary>Whether what an earlier training left in the folder is replaced.</summary>
    public bool Overwrite { get; set; }

    /// <summary>Whether what would be trained is only shown. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>Whether that is shown as JSON. Default false.</summary>
    public bool Json { get; set; }

    /// <summary>How often checkpoints are written, as <see cref="CheckpointText"/> names it.</summary>
    public string? CheckpointEvery
    {
        get => _writesCheckpoints ? CheckpointText.Of(Options.CheckpointInterval) : CheckpointText.Never;
        set
        {
            var interval = CheckpointText.Parse(value!);
            _writesCheckpoints = interval is not null;
            Options.CheckpointInterval = interval ?? Options.CheckpointInterval;
        }
    }

    /// <summary>Processor threads; null for as many as libtorch chooses.</summary>
    public int? Threads { get; set; }

    /// <summary>
    /// Folder for TensorBoard's event files, or <see cref="OwnTensorBoard"/> for the one beside the generator; null for
    /// none.
    /// </summary>
    public string? TensorBoard { get; set; }

    /// <summary>Port of the page that shows the training, 0 for a free one; null where none is served.</summary>
    public int? LivePort { get; set; }

    /// <summary>File of the weights to begin with; a folder stands for the one that a training wrote there.</summary>
    public string? InitialWeights
    {
        get => Options.InitialWeights;
        set => Options.InitialWeights =
            Directory.Exists(value) ? Path.Combine(value, OutputFolder.WeightsFile) : value;
    }

    /// <summary>"yes" or "no": whether the next batch is read while a step is computed.</summary>
    public string Prefetch
    {
        get => Options.Prefetch ? "yes" : "no";
        set => Options.Prefetch = value == "yes";
    }

    /// <summary>
    /// "yes" or "no": whether memory that tensors free stays with the process. A text, as System.CommandLine takes
    /// every option of a bool for a flag.
    /// </summary>
    public string KeepFreedMemory
    {
        get => Options.KeepFreedMemory ? "yes" : "no";
        set => Options.KeepFreedMemory = value == "yes";
    }

    /// <summary>Weight of the codes, which there have to be.</summary>
    public double? CodesWeight
    {
        get => Options.Codes?.Weight;
        set => Options.Codes = Options.Codes! with { Weight = value!.Value };
    }

    /// <summary>Weight of the continuous codes; there have to be codes.</summary>
    public double? ContinuousWeight
    {
        get => Options.Codes?.ContinuousWeight;
        set => Options.Codes = Options.Codes! with { ContinuousWeight = value!.Value };
    }

    /// <summary>Whether a name of a system is that of captions.</summary>
    public static bool IsCaptioning(string system) => system == CaptionerMetadata.SystemName;

    /// <summary>How the data are read.</summary>
    /// <param name="messages">Is told of what there is to say of them.</param>
    public SampleSourceOptions SourceOptions(TextWriter messages)
    {
        var options = new SampleSourceOptions
        {
            Size = Size,
            Channels = Channels,
            Background = ColorText.Parse(Background!),
            Seed = Options.SeedOrDefault,
            Warning = messages.WriteLine,
        };
        // Where ranks are to read different data, each reads its own, and the training says what differs.
        return Options.Replicas is { } replicas && MachineReading.IsSame(replicas, $"{WhatIsRead} {options}")
            ? replicas.ReadOncePerMachine(options)
            : options;
    }

    private string WhatIsRead => string.Join(
        '\n', System?.Name, Data, Target, Degradation, ReversesPairs, Mask, Guidance, Captions, Vectors);

    /// <summary>Label of real samples; null where the objective has none.</summary>
    public double? RealLabel
    {
        get => (Options.Objective as CrossEntropyObjective)?.RealLabel;
        set
        {
            if (Options.Objective is not CrossEntropyObjective labeled)
                throw new GanOptionException(nameof(RealLabel), "Label smoothing softens the label of real images, but "
                    + $"the objective {Options.Objective.Name} has no labels. Take {LabeledObjectives()}.");
            Options.KeepsRecommendedPenalty = !Options.NamesObjective;
            Options.Objective = labeled with { RealLabel = value!.Value };
        }
    }

    /// <summary>Whether the discriminator is written: on request, and one that classifies always.</summary>
    public bool ExportDiscriminator
    {
        get => _exportsDiscriminator || Options.Objective is IClassifyingObjective;
        set => _exportsDiscriminator = !value || Options.Objective.ScoresSamples
            ? value
            : throw new GanOptionException(nameof(ExportDiscriminator),
                $"The objective {Options.Objective.Name} has no discriminator that says how real an image is. "
                + "Leave this out, or choose another objective.");
    }

    private static string LabeledObjectives() => string.Join(" or ", Catalog.Objectives.Entries
        .Select(entry => Catalog.Objectives.Parse(entry.Name))
        .OfType<CrossEntropyObjective>().Select(objective => objective.Name));
}
