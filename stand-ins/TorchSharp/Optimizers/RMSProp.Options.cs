using System.Collections.Generic;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public bool? centered;
        public bool? maximize;

        internal void Complete(Options defaults)
        {
            momentum ??= defaults.momentum;
            alpha ??= defaults.alpha;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            centered ??= defaults.centered;
            maximize ??= defaults.maximize;
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, alpha, eps, weight_decay) = (other.momentum, other.alpha, other.eps, other.weight_decay);
            (centered, maximize) = (other.centered, other.maximize);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            (momentum, alpha) = (reader.ReadDouble(), reader.ReadDouble());
            (eps, weight_decay) = (reader.ReadDouble(), reader.ReadDouble());
            (centered, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum.Value);
            writer.Write(alpha.Value);
            writer.Write(eps.Value);
            writer.Write(weight_decay.Value);
            writer.Write(centered.Value);
            writer.Write(maximize.Value);
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99,
            double weight_decay = 0,
            double momentum = 0, bool centered = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                eps = eps,
                alpha = alpha,
                weight_decay = weight_decay,
                momentum = momentum,
                centered = centered,
            }) { }

        public double Momentum
        {
            get => Options.momentum.Value;
            set => Options.momentum = value;
        }
    }
}
