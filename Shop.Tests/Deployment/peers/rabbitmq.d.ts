// What the shop says of a RabbitmqCluster (rabbitmq.com/v1beta1, the operator's version 2.10 or later), and nothing else: no
// package has the operator's own schema.
import type { IObjectMeta } from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

type Bytes = `${number}${'Mi' | 'Gi'}`;
type Processors = `${number}` | `${number}m`;
interface Amounts { cpu: Processors; memory: Bytes }
interface Container<Name> { name: Name; securityContext: ISecurityContext }

export interface IRabbitmqCluster {
  apiVersion: 'rabbitmq.com/v1beta1';
  kind: 'RabbitmqCluster';
  metadata: IObjectMeta;
  spec: {
    replicas: 1 | 3 | 5;
    image: string;
    secretBackend: { externalSecret: { name: string } };
    persistence: { storage: Bytes };
    resources: { requests: Amounts; limits: Amounts };
    affinity: IAffinity;
    override: {
      statefulSet: {
        spec: {
          template: {
            spec: {
              securityContext: IPodSecurityContext;
              initContainers: [Container<'setup-container'>];
              containers: [Container<'rabbitmq'>];
            };
          };
        };
      };
    };
  };
}
